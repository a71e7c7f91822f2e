import { internalIpOf, isOver, readyAnnotation } from '../../api/index.ts';
import type { Entry, Pod, PodStatus, Store } from '../../api/index.ts';
import { createIpam, type Ipam } from './ipam.ts';
import { troublesOf, type ReportedTrouble } from '../../process/index.ts';
import {
  canBecomeReady,
  containersReadyCondition,
  containerStatuses,
  readyCondition,
} from './readiness.ts';
import { withTopology } from './topology.ts';

/** A report is complete when it says whether the Pod is ready, and what the annotation says where there is one. */
export function isUnreported(pod: Pod): boolean {
  if (pod.spec.nodeName === undefined || isOver(pod)) return false;
  const ready = (pod.status?.conditions ?? []).find(({ type }) => type === 'Ready');
  if (!ready) return true;
  const told = pod.metadata.annotations?.[readyAnnotation];
  return ready.status === 'True'
    ? told === 'false'
    : told === 'true' &&
        pod.status?.containerStatuses === undefined &&
        canBecomeReady(pod.metadata.annotations, pod.spec);
}

/** What keeps the containers of a Pod from serving. A Pod whose status was read out of a cluster has been reported on there. */
export function troublesIn(
  pod: Pod,
  store: Store,
  address = pod.status?.podIP,
): readonly ReportedTrouble[] {
  if (address === undefined || pod.status?.containerStatuses) return [];
  return troublesOf(pod, address, store.listIn('Service', pod.metadata.namespace));
}

/**
 * A bound Pod with what its kubelet reports of it: that it runs, at which address, and whether it is ready. `undefined` when
 * nothing is left to say, or the node is not there.
 */
export function reportOn(
  entry: Entry<Pod>,
  store: Store,
  ipam = ipamOf(store),
): Entry<Pod> | undefined {
  const pod = entry.object;
  const node = store.get('Node', '', pod.spec.nodeName ?? '');
  if (!node || !isUnreported(pod)) return undefined;
  const hostIP = internalIpOf(node);
  const ip =
    pod.status?.podIP ?? (pod.spec.hostNetwork === true ? hostIP : ipam.next(node.spec?.podCIDR));
  const status =
    ip === undefined ? stuck(pod, hostIP) : running(pod, ip, hostIP, troublesIn(pod, store, ip));
  const metadata = withTopology(pod.metadata, node);
  return { ...entry, object: { ...pod, metadata, status } };
}

/** Gives addresses that no Pod has, and that are none of `given`. */
export function ipamOf(store: Store, given: Iterable<string> = []): Ipam {
  return createIpam([...given, ...store.list('Pod').flatMap(({ status }) => status?.podIP ?? [])]);
}

function running(
  pod: Pod,
  ip: string,
  hostIP: string | undefined,
  troubles: readonly ReportedTrouble[],
): PodStatus {
  const statuses = containerStatuses(pod, troubles);
  const given = (pod.status?.conditions ?? []).filter(({ type }) => !reported.has(type));
  return {
    podIP: ip,
    podIPs: [{ ip }],
    ...pod.status,
    phase: 'Running',
    ...(hostIP !== undefined && { hostIP }),
    conditions: [
      ...given,
      { type: 'PodReadyToStartContainers', status: 'True' },
      { type: 'Initialized', status: 'True' },
      readyCondition(pod, troubles),
      containersReadyCondition(pod, troubles),
      { type: 'PodScheduled', status: 'True' },
    ],
    ...(statuses.length > 0 && { containerStatuses: statuses }),
  };
}

const reported = new Set([
  'PodReadyToStartContainers',
  'Initialized',
  'Ready',
  'ContainersReady',
  'PodScheduled',
]);

/** The sandbox of a Pod without an address cannot be made, and its containers wait. */
function stuck(pod: Pod, hostIP: string | undefined): PodStatus {
  const names = pod.spec.containers.map(({ name }) => name).join(' ');
  const waiting = {
    status: 'False',
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${names}]`,
  } as const;
  return {
    phase: 'Pending',
    ...(hostIP !== undefined && { hostIP }),
    conditions: [
      { type: 'PodReadyToStartContainers', status: 'False' },
      { type: 'Initialized', status: 'True' },
      { type: 'Ready', ...waiting },
      { type: 'ContainersReady', ...waiting },
      { type: 'PodScheduled', status: 'True' },
    ],
  };
}
