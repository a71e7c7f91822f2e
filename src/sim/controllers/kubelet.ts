import { internalIpOf, isOver, readyAnnotation } from '../api/index.ts';
import type { Entry, Node, Pod, PodStatus, Store } from '../api/index.ts';
import { kubeletDns, shortenedLines, type ShortenedLine } from '../dns/index.ts';
import type { ClusterSpec } from '../spec.ts';
import { report } from './parts/events.ts';
import { createIpam, type Ipam } from './parts/ipam.ts';
import { containersReadyCondition, readyCondition } from './parts/readiness.ts';
import { withTopology } from './parts/topology.ts';
import { inTextOrder } from './parts/textOrder.ts';
import type { Controller, Write } from './types.ts';

/**
 * Starts Pods on their nodes: gives each an address and says whether it runs and is ready. What a Pod's status already
 * says (it was read out of a running cluster) is kept.
 */
const kubelet: Controller = {
  name: 'kubelet',
  about: 'Runs the Pods bound to its Node, and reports their addresses and whether they are ready.',
  order: 70,
  watches: ['Pod', 'Node'],
  reconcile: (store, spec) => {
    const bound = store.entriesOf('Pod').filter(({ object }) => isUnreported(object as Pod));
    if (bound.length === 0) return [];
    const ipam = createIpam(store.list('Pod').flatMap(({ status }) => status?.podIP ?? []));
    return inTextOrder(store, bound).flatMap((entry) => {
      const pod = entry.object as Pod;
      const node = store.get('Node', '', pod.spec.nodeName ?? '');
      return node ? [start(entry as Entry<Pod>, node, ipam), ...shortenings(pod, store, spec)] : [];
    });
  },
};

/** A report is complete when it says whether the Pod is ready. The annotation overrules a report that was read. */
function isUnreported(pod: Pod): boolean {
  if (pod.spec.nodeName === undefined || isOver(pod)) return false;
  const ready = (pod.status?.conditions ?? []).find(({ type }) => type === 'Ready');
  if (!ready) return true;
  return ready.status === 'True' && pod.metadata.annotations?.[readyAnnotation] === 'false';
}

function start(entry: Entry<Pod>, node: Node, ipam: Ipam): Write {
  const pod = entry.object;
  const hostIP = internalIpOf(node);
  const ip =
    pod.status?.podIP ?? (pod.spec.hostNetwork === true ? hostIP : ipam.next(node.spec?.podCIDR));
  const status = ip === undefined ? stuck(pod, hostIP) : running(pod, ip, hostIP);
  const metadata = withTopology(pod.metadata, node);
  return { put: { ...entry, object: { ...pod, metadata, status } } };
}

/** As formDNSConfigFitsLimits of pkg/kubelet/network/dns/dns.go. */
function shortenings(pod: Pod, store: Store, spec: ClusterSpec): readonly Write[] {
  return shortenedLines(pod, kubeletDns(spec)).flatMap((shortened) =>
    report(store, pod, {
      component: kubelet.name,
      reason: 'DNSConfigForming',
      message: shortening(shortened),
    }),
  );
}

function shortening({ line, kept }: ShortenedLine): string {
  const words = kept.join(' ');
  return line === 'nameservers'
    ? `Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver line is: ${words}`
    : `Search Line limits were exceeded, some search paths have been omitted, the applied search line is: ${words}`;
}

function running(pod: Pod, ip: string, hostIP: string | undefined): PodStatus {
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
      readyCondition(pod),
      containersReadyCondition(pod),
      { type: 'PodScheduled', status: 'True' },
    ],
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

export default kubelet;
