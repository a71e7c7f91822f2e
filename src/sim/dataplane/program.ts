import { remember } from '../../base/remember.ts';
import { itemOf, refTo } from '../api/index.ts';
import type { Node, Pod } from '../api/kinds/types.ts';
import type { Store } from '../api/types.ts';
import { hostResolver, resolverOf } from '../dns/index.ts';
import { cidr, familyOf, nth, readCidr, readIp } from '../net/index.ts';
import { listenersOf } from '../process/index.ts';
import type { ClusterSpec } from '../spec.ts';
import { balancing, loadBalancing } from './balancer/index.ts';
import { NetnsDraft } from './building.ts';
import { anywhere, macOf } from './cni/parts/addresses.ts';
import { existing } from './choices.ts';
import { cniOf, hasCni, loadCnis } from './cni/index.ts';
import { runPortmap } from './cni/parts/portmap.ts';
import { loadFaults } from './faults/index.ts';
import { draftRouter, nodeNetwork, outsideOf } from './outside.ts';
import {
  healthChecks,
  isProxied,
  proxyModeOf,
  type ProxyRules,
  type ProxyVersion,
} from './proxy/index.ts';
import type {
  Building,
  Cluster,
  HostPort,
  Listener,
  Netns,
  NodeBuilding,
  PodBuilding,
} from './types.ts';

const listenersIn = remember(listenersOf);

interface NodeDraft extends NodeBuilding {
  readonly netns: NetnsDraft;
  readonly pods: readonly PodDraft[];
  readonly hostPods: readonly Pod[];
  readonly object: Node;
}
interface PodDraft extends PodBuilding {
  readonly netns: NetnsDraft;
  readonly object: Pod;
}

/**
 * Fetches the parts of the program that this choice of cluster needs and that are not there from the start. To be awaited
 * before {@link program}. Gives the choice as it can be programmed: not every plugin has every proxy mode.
 */
export async function prepare(spec: ClusterSpec): Promise<ClusterSpec> {
  await Promise.all([
    hasCni(spec.cni) ? undefined : loadCnis(),
    spec.loadBalancer === 'none' ? undefined : loadBalancing(),
    spec.faults && loadFaults(),
  ]);
  const chosen = existing(spec);
  await proxyModeOf(chosen.proxyMode).load?.();
  return chosen;
}

/**
 * The network state of a settled cluster: every namespace with the interfaces, routes, neighbours and rules that kubelet, the
 * CNI plugin and kube-proxy would have written by now. Pods that do not run, and nodes without an address, have none.
 * `seenBy` tells what the kube-proxy of a node knows, when that is not all; `proxyVersion` which release it is.
 */
export function program(
  store: Store,
  spec: ClusterSpec,
  seenBy: (node: string) => Store = () => store,
  proxyVersion: ProxyVersion = '1.36',
): Cluster {
  const nodes = store
    .list('Node')
    .flatMap((node) => draftNode(node, store, spec, seenBy(node.metadata.name)));
  const router = draftRouter(spec);
  const building: Building = { spec, store, nodes, router };
  const cni = cniOf(spec.cni);
  cni.wire(building);
  runPortmap(cni, building);
  if (spec.loadBalancer === 'metallb') balancing(spec)?.announceAddresses(building);
  const finished = [
    ...nodes.map((node) => finishNode(node, spec, proxyVersion)),
    ...nodes.flatMap((node) => node.pods.map((pod) => finishPod(pod, node, store, spec))),
    ...outsideOf(building, router, seenBy),
  ];
  return { spec, store, namespaces: new Map(finished.map((netns) => [netns.id, netns])) };
}

function draftNode(node: Node, store: Store, spec: ClusterSpec, seen: Store): readonly NodeDraft[] {
  const { name } = node.metadata;
  const address = readIp(
    node.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? '',
  );
  const podCidr = readCidr(node.spec?.podCIDR ?? '');
  if (!address || !podCidr || familyOf(address) !== 'IPv4') return [];
  const netns = new NetnsDraft(`node:${name}`, name, [
    { kind: 'Node', namespace: '', name, path: '' },
  ]);
  const network = cidr(spec.nodeCidr);
  netns.addCard('eth0', macOf(address), address, network.prefix, nodeNetwork);
  netns.addRoute({
    destination: anywhere,
    device: 'eth0',
    via: nth(network, 1),
    because: netns.because,
  });
  const running = podsOn(store, name);
  const pods = running.filter(({ spec: { hostNetwork } }) => !hostNetwork).flatMap(draftPod);
  const hostPods = running.filter(({ spec: { hostNetwork } }) => hostNetwork);
  return [{ id: netns.id, name, address, podCidr, netns, seen, pods, hostPods, object: node }];
}

const podsByNode = remember(runningByNode);

function podsOn(store: Store, node: string): readonly Pod[] {
  return podsByNode(store).get(node) ?? [];
}

function runningByNode(store: Store): ReadonlyMap<string, readonly Pod[]> {
  const index = new Map<string, Pod[]>();
  for (const pod of store.list('Pod')) {
    if (pod.status?.phase !== 'Running' || pod.spec.nodeName === undefined) continue;
    const known = index.get(pod.spec.nodeName);
    if (known) known.push(pod);
    else index.set(pod.spec.nodeName, [pod]);
  }
  return index;
}

function draftPod(object: Pod): readonly PodDraft[] {
  const { name, namespace } = object.metadata;
  const address = readIp(object.status?.podIP ?? '');
  if (!address || familyOf(address) !== 'IPv4') return [];
  const because = [refTo(object)];
  const netns = new NetnsDraft(`pod:${namespace}/${name}`, name, because);
  return [{ name, namespace, address, netns, because, object, hostPorts: hostPortsOf(object) }];
}

/** kubelet hands them to the container runtime, and that to the CNI plugins (pkg/kubelet/container/helpers.go, MakePortMappings). */
function hostPortsOf(pod: Pod): readonly HostPort[] {
  return pod.spec.containers.flatMap(({ ports = [] }, container) =>
    ports.flatMap(({ protocol, hostPort, containerPort, hostIP = '' }, index) => {
      if (!hostPort) return [];
      const path = itemOf(`${itemOf('spec.containers', container)}.ports`, index);
      const because = [refTo(pod, `${path}.hostPort`)];
      const hostIp = hostIP === '0.0.0.0' ? undefined : readIp(hostIP);
      if (hostIp && familyOf(hostIp) !== 'IPv4') return [];
      return [{ protocol, hostPort, containerPort, ...(hostIp && { hostIp }), because }];
    }),
  );
}

function finishNode(node: NodeDraft, spec: ClusterSpec, version: ProxyVersion): Netns {
  const { noBridgeNetfilter = false } = spec.faults ?? {};
  const isHere = isProxied(spec, node.name);
  return node.netns.finish({
    listeners: [
      ...node.hostPods.flatMap((pod): readonly Listener[] => listenersIn(pod)),
      ...(isHere ? healthChecks(node, node.seen, proxyModeOf(spec.proxyMode)) : []),
    ],
    resolver: hostResolver(spec),
    ...(isHere && rulesOf(node, spec, version)),
    forwards: true,
    bridgeNetfilter: !noBridgeNetfilter,
  });
}

function finishPod(
  { netns, object }: PodDraft,
  node: NodeDraft,
  store: Store,
  spec: ClusterSpec,
): Netns {
  return netns.finish({
    listeners: listenersIn(object),
    resolver: resolverOf(object, spec, store),
    node: node.id,
  });
}

function rulesOf(node: NodeDraft, spec: ClusterSpec, version: ProxyVersion): ProxyRules {
  const { seen } = node;
  return proxyModeOf(spec.proxyMode).program(seen.list('Service'), seen.list('EndpointSlice'), {
    nodeName: node.name,
    nodeAddress: node.address,
    ipFamily: 'IPv4',
    podCidr: cidr(spec.podCidr),
    serviceCidrs: [cidr(spec.serviceCidr)],
    masqueradeAll: false,
    localhostNodePorts: true,
    nodePortAddresses: [],
    nodeLabels: node.object.metadata.labels ?? {},
    version,
    localAddresses: node.netns.addresses,
    ...(spec.ipvsScheduler && { ipvsScheduler: spec.ipvsScheduler }),
    // MetalLB's speakers answer by ARP, and nobody else may: so its installation asks for it.
    strictArp: spec.loadBalancer === 'metallb',
  });
}
