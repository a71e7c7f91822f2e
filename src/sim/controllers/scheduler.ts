import { controllerOf, isOver, isTerminating } from '../api/index.ts';
import type { Entry, Node, Pod, PodCondition, PodStatus, Store } from '../api/index.ts';
import { waitsForStorage } from './parts/claims.ts';
import { report, retract, type Report } from './parts/events.ts';
import { compareNodes } from './parts/placement.ts';
import { filters, type Occupancy } from './parts/schedulingFilters.ts';
import { withTopology } from './parts/topology.ts';
import { inTextOrder } from './parts/textOrder.ts';
import type { Controller, Write } from './types.ts';

/**
 * Places Pods one after the other, in the order of the text, so that where a Pod goes depends on those before it only:
 * on the node with the fewest Pods of the same owner, then the fewest Pods at all, then the first by name. (The real one
 * scores more and rolls dice among equals.)
 */
const scheduler: Controller = {
  name: 'kube-scheduler',
  about: 'Chooses a Node for every Pod that has none.',
  order: 60,
  watches: ['Pod', 'Node', 'PersistentVolumeClaim', 'PersistentVolume', 'StorageClass'],
  reconcile: (store) => {
    const waiting = store.entriesOf('Pod').filter(({ object }) => isWaiting(object as Pod));
    if (waiting.length === 0) return [];
    const places = [...store.list('Node')].sort(compareNodes).map((node) => createPlace(node));
    for (const pod of store.list('Pod')) {
      const place = places.find(({ node }) => node.metadata.name === pod.spec.nodeName);
      if (place && !isOver(pod)) occupy(place, pod);
    }
    return inTextOrder(store, waiting).flatMap((entry) =>
      schedule(entry as Entry<Pod>, places, store),
    );
  },
};

function isWaiting(pod: Pod): boolean {
  return pod.spec.nodeName === undefined && !isOver(pod) && !isTerminating(pod);
}

/** A node and what is on it already. */
interface Place extends Occupancy {
  readonly byOwner: Map<string, number>;
}

function createPlace(node: Node): Place {
  return { node, pods: 0, podsHere: [], byOwner: new Map(), hostPorts: new Set() };
}

function occupy(place: Place, pod: Pod): void {
  const owner = ownerOf(pod);
  place.pods++;
  place.podsHere.push(pod);
  place.byOwner.set(owner, (place.byOwner.get(owner) ?? 0) + 1);
  for (const port of hostPortsOf(pod)) place.hostPorts.add(port);
}

function ownerOf(pod: Pod): string {
  const owner = controllerOf(pod);
  return owner
    ? `${owner.kind}/${pod.metadata.namespace}/${owner.name}`
    : `Pod/${pod.metadata.namespace}/${pod.metadata.name}`;
}

function schedule(entry: Entry<Pod>, places: readonly Place[], store: Store): readonly Write[] {
  const pod = entry.object;
  const waiting = waitsForStorage(pod, store);
  // The words of the real one end like this: nothing was found that preemption could help.
  if (waiting !== undefined)
    return refuse(store, entry, `0/${places.length} nodes are available: ${waiting}. not found`);
  const ports = hostPortsOf(pod);
  const place = best(
    pod,
    places.filter((each) => filters.every((filter) => filter.passes(pod, each, ports, places))),
  );
  if (!place) return refuse(store, entry, explain(pod, places, ports));
  occupy(place, pod);
  return [
    ...formerReports(store, pod),
    {
      put: {
        ...entry,
        object: {
          ...pod,
          metadata: withTopology(pod.metadata, place.node),
          spec: { nodeName: place.node.metadata.name, ...pod.spec },
          status: withCondition(pod, { type: 'PodScheduled', status: 'True' }),
        },
      },
    },
  ];
}

/** A Pod that was not started yet may have conditions already: readiness gates. */
function withCondition({ status }: Pod, condition: PodCondition): PodStatus {
  const others = (status?.conditions ?? []).filter(({ type }) => type !== condition.type);
  return { ...status, phase: status?.phase ?? 'Pending', conditions: [...others, condition] };
}

function best(pod: Pod, places: readonly Place[]): Place | undefined {
  const owner = ownerOf(pod);
  const siblings = (place: Place): number => place.byOwner.get(owner) ?? 0;
  let chosen: Place | undefined;
  for (const place of places)
    if (
      !chosen ||
      siblings(place) < siblings(chosen) ||
      (siblings(place) === siblings(chosen) && place.pods < chosen.pods)
    )
      chosen = place;
  return chosen;
}

/** `protocol/port` of all ports a Pod takes on its node. */
function hostPortsOf(pod: Pod): readonly string[] {
  return pod.spec.containers.flatMap(({ ports = [] }) =>
    ports.flatMap(({ hostPort, protocol }) =>
      hostPort === undefined ? [] : [`${protocol}/${hostPort}`],
    ),
  );
}

function refuse(store: Store, entry: Entry<Pod>, message: string): readonly Write[] {
  const condition: PodCondition = {
    type: 'PodScheduled',
    status: 'False',
    reason: 'Unschedulable',
    message,
  };
  const pod = entry.object;
  if (refusalOf(pod)?.message === message) return [];
  return [
    ...formerReports(store, pod),
    ...report(store, pod, failedScheduling(message)),
    {
      put: {
        ...entry,
        object: { ...pod, status: withCondition(pod, condition) },
      },
    },
  ];
}

function refusalOf({ status }: Pod): PodCondition | undefined {
  return status?.conditions?.find(
    ({ type, status }) => type === 'PodScheduled' && status === 'False',
  );
}

function failedScheduling(message: string): Report {
  return { component: 'default-scheduler', reason: 'FailedScheduling', message };
}

/** Takes back why the Pod had no place a moment ago: events here say what holds. */
function formerReports(store: Store, pod: Pod): readonly Write[] {
  const former = refusalOf(pod)?.message;
  return former === undefined ? [] : retract(store, pod, failedScheduling(former));
}

/** As FitError of pkg/scheduler/framework: how many nodes fell to which filter, in order of the words. */
function explain(pod: Pod, places: readonly Place[], ports: readonly string[]): string {
  if (places.length === 0) return 'no nodes available to schedule pods';
  const fallen = places.flatMap(
    (place) => filters.find((filter) => !filter.passes(pod, place, ports, places)) ?? [],
  );
  const preemptable = fallen.filter(({ preemptable }) => preemptable).length;
  const none = `0/${places.length} nodes are available`;
  const reasons = counted(fallen.map(({ reason }) => reason));
  const preemption = counted([
    ...Array.from({ length: preemptable }, () => 'No preemption victims found for incoming pod'),
    ...Array.from(
      { length: fallen.length - preemptable },
      () => 'Preemption is not helpful for scheduling',
    ),
  ]);
  return `${none}: ${reasons}. no new claims to deallocate, preemption: ${none}: ${preemption}.`;
}

function counted(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(', ');
}

export default scheduler;
