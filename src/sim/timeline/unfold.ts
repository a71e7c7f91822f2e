import { assert } from '../../base/assert.ts';
import { changeStore, isReady, isTerminating, keyOfObject, refTo } from '../api/index.ts';
import type { Entry, Key, Node, Pod, PodStatus, Ref, Store } from '../api/index.ts';
import { controllers, ipamOf, isUnreported, reportOn } from '../controllers/index.ts';
import type { Controller, Pace, Write } from '../controllers/types.ts';
import { program } from '../dataplane/index.ts';
import type { Cluster } from '../dataplane/types.ts';
import type { ClusterSpec } from '../spec.ts';
import { actionNamed } from './registry.ts';
import { nextStep } from './rollout.ts';
import { probeMs, proxyMs, readyMs, sandboxMs, startMs, stopMs, unreadyMs } from './delays.ts';
import { probeReports } from './probes.ts';
import { timeText } from './time.ts';
import type { Act, Actor, Moment, Situation } from './types.ts';

/** Changes that may follow from what is done to a cluster; a real one would go on, ours has gone wrong. */
const momentsMax = 20_000;
/** From a change to the controller's answer: its watch and its work queue. */
const controllerMs = 30;

/**
 * All that follows from what is done to a cluster at rest, change by change, until it is at rest again: controllers answer what
 * they watch, kubelets start and stop Pods and report them, and each node's kube-proxy writes new rules, each after its own
 * time. The same acts give the same moments, always. A moment's situation may be used as the start of another story.
 */
export function unfold(
  start: Situation,
  acts: readonly Act[],
  spec: ClusterSpec,
): readonly Moment[] {
  const story = new Story(start, spec);
  for (const act of acts) story.plan(act.atMs, () => story.act(act));
  return story.run();
}

/** A cluster at rest: everybody has seen everything. */
export function atRest(store: Store): Situation {
  return { store, proxied: new Map() };
}

/** What packets meet in this situation: the Pods there are now, and on each node the rules its kube-proxy wrote last. */
export function clusterAt({ store, proxied }: Situation, spec: ClusterSpec): Cluster {
  return program(store, spec, (node) => proxied.get(node) ?? store);
}

const pace: Pace = { rollOut: nextStep };

interface Planned {
  readonly atMs: number;
  readonly run: () => void;
}

class Story {
  private readonly spec: ClusterSpec;
  private readonly moments: Moment[] = [];
  private readonly planned: Planned[] = [];
  private readonly seen = new Map<Controller, Store>();
  /** What is under way already: controllers by name, Pods and nodes by key. */
  private readonly busy = new Set<string>();
  /** host-local gives the address after the last one, and begins again at the end only: none is soon given twice. */
  private readonly given: Set<string>;
  private nowMs = 0;
  private store: Store;
  private proxied: ReadonlyMap<string, Store>;

  constructor(start: Situation, spec: ClusterSpec) {
    this.spec = spec;
    this.store = start.store;
    this.proxied = new Map(
      start.store
        .list('Node')
        .map(({ metadata: { name } }) => [name, start.proxied.get(name) ?? start.store]),
    );
    this.given = new Set(start.store.list('Pod').flatMap(({ status }) => status?.podIP ?? []));
    for (const controller of controllers()) this.seen.set(controller, start.store);
  }

  /** Things planned for one time happen in the order in which they were planned. */
  plan(atMs: number, run: () => void): void {
    const place = this.planned.findLastIndex((other) => other.atMs <= atMs);
    this.planned.splice(place + 1, 0, { atMs, run });
  }

  run(): readonly Moment[] {
    this.react();
    for (let next = this.planned.shift(); next; next = this.planned.shift()) {
      this.nowMs = next.atMs;
      next.run();
    }
    return this.moments;
  }

  act({ action }: Act): void {
    const situation = { store: this.store, proxied: this.proxied };
    this.change(actionNamed(action.action).act(action, situation, this.nowMs), {
      by: 'person',
      action,
    });
  }

  /** Nobody takes a Pod away but its kubelet: it is asked to stop, and stays until it has. */
  private change(writes: readonly Write[], actor: Actor): void {
    const isStop = actor.by === 'kubelet' && actor.did === 'stop';
    const puts: Entry[] = [];
    const removals: Key[] = [];
    for (const write of writes) {
      if ('put' in write) puts.push(write.put);
      else {
        const pod = isStop ? undefined : this.runningPod(write.remove);
        if (pod) puts.push(...asked(pod, this.nowMs));
        else removals.push(write.remove);
      }
    }
    const before = this.store;
    this.store = changeStore(before, puts, removals);
    if (this.store === before) return;
    const gone = removals.flatMap((key) => refOfKey(before, key));
    this.note(actor, [...puts.map(({ object }) => refTo(object)), ...gone]);
    this.react();
  }

  private runningPod(key: Key): Entry<Pod> | undefined {
    const [kind = '', namespace = '', name = ''] = key.split('/');
    if (kind !== 'Pod') return undefined;
    const entry = this.store.entry('Pod', namespace, name) as Entry<Pod> | undefined;
    return entry?.object.spec.nodeName === undefined ? undefined : entry;
  }

  private note(actor: Actor, changed: readonly Ref[]): void {
    assert(
      this.moments.length < momentsMax,
      `a cluster comes to rest within ${momentsMax} changes`,
    );
    const { nowMs: atMs, store, proxied } = this;
    this.moments.push({ atMs, actor, changed, store, proxied });
  }

  /** Plans what everybody does about what has changed. */
  private react(): void {
    for (const controller of controllers()) {
      if (controller.runsOn === 'nodes' || !this.hasNews(controller)) continue;
      this.once(controller.name, controller.takesMs ?? controllerMs, () =>
        this.reconcile(controller),
      );
    }
    for (const node of this.store.list('Node')) this.reactOnNode(node);
    for (const pod of this.store.list('Pod')) this.reactToPod(pod);
  }

  private hasNews(controller: Controller): boolean {
    const seen = this.seen.get(controller);
    return controller.watches.some((kind) => seen?.entriesOf(kind) !== this.store.entriesOf(kind));
  }

  private reconcile(controller: Controller): void {
    this.seen.set(controller, this.store);
    this.change(controller.reconcile(this.store, this.spec, pace), {
      by: 'controller',
      name: controller.name,
    });
  }

  private reactOnNode({ metadata: { name: node } }: Node): void {
    const before = this.proxied.get(node);
    if (before && isSameForProxy(before, this.store)) return;
    this.once(`kube-proxy ${node}`, proxyMs(node), () => {
      this.proxied = new Map(this.proxied).set(node, this.store);
      this.note({ by: 'kube-proxy', node }, []);
    });
  }

  private reactToPod(pod: Pod): void {
    const { nodeName } = pod.spec;
    const key = keyOfObject(pod);
    if (isTerminating(pod)) this.stop(pod, key);
    else if (nodeName !== undefined) this.report(pod, nodeName, key);
  }

  /** Its processes end first; for a moment nothing listens in a network namespace that is still there. */
  private stop(pod: Pod, key: Key): void {
    const { nodeName: node } = pod.spec;
    const gone = (): void =>
      this.change([{ remove: key }], { by: 'kubelet', node: node ?? '', did: 'stop' });
    if (node === undefined) return this.once(`stop ${key}`, 0, gone);
    if (hasExited(pod)) return this.once(`stop ${key}`, sandboxMs, gone);
    this.once(`exit ${key}`, stopMs(pod), () => {
      const { namespace, name } = pod.metadata;
      const entry = this.store.entry('Pod', namespace, name) as Entry<Pod> | undefined;
      if (entry) this.change([{ put: exited(entry) }], { by: 'kubelet', node, did: 'exit' });
    });
  }

  /** What a kubelet has to say of a Pod and has not said yet: that it runs, that it is ready, that it is no longer. */
  private report(pod: Pod, node: string, key: Key): void {
    if (!isUnreported(pod)) return;
    if (pod.status?.podIP === undefined)
      return this.once(`start ${key}`, startMs(pod), () => this.start(pod, node));
    const isFailing = isReady(pod);
    if (isFailing) this.once(`probe ${key}`, 0, () => this.warn(pod, node));
    this.once(`report ${key}`, isFailing ? unreadyMs(pod) : probeMs, () => {
      const said = this.reportOn(pod);
      if (!said) return;
      const taken = isFailing ? [] : probeReports(this.store, said.object);
      this.change([{ put: said }, ...taken], {
        by: 'kubelet',
        node,
        did: isFailing ? 'unready' : 'ready',
      });
    });
  }

  /** The first probe that fails; it takes several to make a Pod not ready. */
  private warn({ metadata: { namespace, name } }: Pod, node: string): void {
    const now = this.store.get('Pod', namespace, name);
    if (now)
      this.change(probeReports(this.store, now), { by: 'kubelet', node, did: 'probe-failed' });
  }

  /** A container that runs is ready at once, unless a probe has to say so. */
  private start(pod: Pod, node: string): void {
    const said = this.reportOn(pod);
    if (!said) return;
    const afterMs = isReady(said.object) ? readyMs(pod) : 0;
    if (afterMs === 0) {
      const writes = [{ put: said }, ...probeReports(this.store, said.object)];
      return this.change(writes, { by: 'kubelet', node, did: 'start' });
    }
    this.once(`ready ${keyOfObject(pod)}`, afterMs, () => this.becomeReady(said.object, node));
    this.change([{ put: unready(said) }], { by: 'kubelet', node, did: 'start' });
  }

  private becomeReady({ metadata: { namespace, name }, status }: Pod, node: string): void {
    const entry = this.store.entry('Pod', namespace, name) as Entry<Pod> | undefined;
    if (!entry || isTerminating(entry.object) || status === undefined) return;
    this.change([{ put: { ...entry, object: { ...entry.object, status } } }], {
      by: 'kubelet',
      node,
      did: 'ready',
    });
  }

  private reportOn({ metadata: { namespace, name } }: Pod): Entry<Pod> | undefined {
    const entry = this.store.entry('Pod', namespace, name) as Entry<Pod> | undefined;
    if (!entry) return undefined;
    const reported = reportOn(entry, this.store, ipamOf(this.store, this.given));
    const address = reported?.object.status?.podIP;
    if (address !== undefined) this.given.add(address);
    return reported;
  }

  /** Plans something, unless it is planned already. */
  private once(name: string, afterMs: number, run: () => void): void {
    if (this.busy.has(name)) return;
    this.busy.add(name);
    this.plan(this.nowMs + afterMs, () => {
      this.busy.delete(name);
      run();
    });
  }
}

/** As the API server notes that a Pod is to be deleted: its kubelet sees it, and everybody else too. */
function asked({ object, ...entry }: Entry<Pod>, atMs: number): readonly Entry[] {
  if (isTerminating(object)) return [];
  const deletionGracePeriodSeconds = object.spec.terminationGracePeriodSeconds ?? 30;
  const metadata = {
    ...object.metadata,
    deletionTimestamp: timeText(atMs),
    deletionGracePeriodSeconds,
  };
  return [{ ...entry, object: { ...object, metadata } }];
}

function hasExited({ status }: Pod): boolean {
  return status?.containerStatuses?.every(({ state }) => state?.terminated) ?? false;
}

/** All containers have ended, as they should. The phase is told together with the end of the Pod. */
function exited(entry: Entry<Pod>): Entry<Pod> {
  const { object } = entry;
  const containerStatuses = object.spec.containers.map(({ name }) => ({
    name,
    ready: false,
    restartCount: 0,
    state: { terminated: { reason: 'Completed', exitCode: 0 } },
  }));
  const status = { ...unready(entry).object.status, containerStatuses } as PodStatus;
  return { ...entry, object: { ...object, status } };
}

function unready({ object, ...entry }: Entry<Pod>): Entry<Pod> {
  const names = object.spec.containers.map(({ name }) => name).join(' ');
  const waiting = {
    status: 'False',
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${names}]`,
  } as const;
  const conditions = (object.status?.conditions ?? []).map((condition) =>
    condition.type === 'Ready' || condition.type === 'ContainersReady'
      ? { type: condition.type, ...waiting }
      : condition,
  );
  return { ...entry, object: { ...object, status: { ...object.status, conditions } as PodStatus } };
}

function refOfKey(store: Store, key: Key): readonly Ref[] {
  const [kind = '', namespace = '', name = ''] = key.split('/');
  return store.entry(kind, namespace, name) ? [{ kind, namespace, name, path: '' }] : [];
}

function isSameForProxy(one: Store, other: Store): boolean {
  return proxyWatches.every((kind) => one.entriesOf(kind) === other.entriesOf(kind));
}

/** What kube-proxy watches (pkg/proxy/config). */
const proxyWatches = ['Service', 'EndpointSlice', 'Node'];
