import type { Pod, Service } from '../../sim/api/kinds/types.ts';
import { isOver, isReady, matchesLabels, podsWithLabels, refTo } from '../../sim/api/index.ts';
import type { Ref, Store } from '../../sim/api/types.ts';
import type { Cluster, Listener, Netns } from '../../sim/dataplane/types.ts';
import { writtenAt } from './refs.ts';

/** The Pods a Service's selector matches, whether or not they are ready. None for Services without a selector. */
export function selectedPods(store: Store, { metadata, spec }: Service): readonly Pod[] {
  const selector = spec.selector ?? {};
  if (Object.keys(selector).length === 0) return [];
  return podsWithLabels(store, metadata.namespace, selector).filter((pod) => !isOver(pod));
}

/** Those of `pods` that may get traffic. */
export function readyAmong(pods: readonly Pod[]): readonly Pod[] {
  return pods.filter(isReady);
}

/** The namespace a Pod's containers live in: its own, or on the host network its node's. */
export function netnsOf(cluster: Cluster, { metadata, spec }: Pod): Netns | undefined {
  if (spec.hostNetwork && spec.nodeName !== undefined)
    return cluster.namespaces.get(`node:${spec.nodeName}`);
  return cluster.namespaces.get(`pod:${metadata.namespace}/${metadata.name}`);
}

/** A port that something listens on, for sentences. */
export interface OpenPort {
  readonly port: number;
  readonly protocol: Listener['protocol'];
  /** The container, by name. */
  readonly process: string;
}

/** How many open ports a sentence names. */
const openPortsMax = 4;

/** What listens in a namespace, the same port once. */
export function openPorts(netns: Netns): readonly OpenPort[] {
  const ports = new Map(
    netns.listeners.map(({ port, protocol, process }) => [
      `${port}/${protocol}`,
      { port, protocol, process },
    ]),
  );
  return [...ports.values()].slice(0, openPortsMax);
}

/** Where the learner wrote what listens in a namespace. */
export function listenerFields(store: Store, netns: Netns): readonly Ref[] {
  return netns.listeners.flatMap(({ because }) => because).map((ref) => writtenAt(store, ref));
}

/** Labels that a person gave: the cluster adds those of the Pod's place by itself, and controllers their own. */
export function givenLabels(pod: Pod): Readonly<Record<string, string>> {
  const given = Object.entries(pod.metadata.labels ?? {}).filter(
    ([key]) => !key.startsWith('topology.kubernetes.io/'),
  );
  return Object.fromEntries(
    given.filter(([key]) => key !== 'pod-template-hash' && key !== 'controller-revision-hash'),
  );
}

/** One Pod of each workload: replicas are all the same. `written` is where the learner wrote it. */
export function distinctPods(
  store: Store,
  pods: readonly Pod[],
  path: string,
): readonly { readonly pod: Pod; readonly written: Ref }[] {
  const found = new Map<string, { readonly pod: Pod; readonly written: Ref }>();
  for (const pod of pods) {
    const written = writtenAt(store, refTo(pod, path));
    const key = `${written.kind}/${written.namespace}/${written.name}`;
    if (!found.has(key)) found.set(key, { pod, written });
  }
  return [...found.values()];
}

/** `spec.replicas` of the workloads whose Pods a Service would select, if they had any: 0 are wanted. */
export function idleWorkloads(store: Store, { metadata, spec }: Service): readonly Ref[] {
  const { selector = {} } = spec;
  if (Object.keys(selector).length === 0) return [];
  const { namespace } = metadata;
  return [...store.listIn('Deployment', namespace), ...store.listIn('StatefulSet', namespace)]
    .filter(
      (workload) =>
        workload.spec.replicas === 0 &&
        matchesLabels(selector, workload.spec.template.metadata?.labels),
    )
    .map((workload) => refTo(workload, 'spec.replicas'));
}
