import type { Ip } from '../../sim/net/index.ts';
import type { Obj, Ref } from '../../sim/api/types.ts';
import { addressKey } from './addresses.ts';
import type { Cluster, Listener, Netns, NetnsId } from '../../sim/dataplane/types.ts';

/** A Pod as it lives on a node. */
export interface Lodger {
  readonly id: `pod:${string}`;
  /** Its namespace; the node's own when the Pod is on the host network. */
  readonly netns: NetnsId;
  readonly ownNetns: boolean;
  readonly name: string;
  /** The workload it belongs to in the end, a Deployment for example; its own name when there is none. */
  readonly workload: string;
  readonly address?: Ip;
  readonly listeners: readonly Listener[];
  /** Interface of the node that its veth pair ends in. */
  readonly port?: string;
  readonly because: readonly Ref[];
  readonly quiet: boolean;
}

const systemNamespace = 'kube-system';
const ownersMax = 4;

/** The Pods of every node, in the order they are drawn: workload by workload, the oldest address first, kube-system last. */
export function lodgersByNode(cluster: Cluster): ReadonlyMap<NetnsId, readonly Lodger[]> {
  const byNode = new Map<NetnsId, Lodger[]>();
  const house = (node: NetnsId, lodger: Lodger): void => {
    const lodgers = byNode.get(node);
    if (lodgers) lodgers.push(lodger);
    else byNode.set(node, [lodger]);
  };
  for (const netns of cluster.namespaces.values())
    if (netns.node !== undefined) house(netns.node, lodgerOf(cluster, netns));
  for (const pod of cluster.store.list('Pod')) {
    const { hostNetwork, nodeName } = pod.spec;
    const node = hostNetwork && cluster.namespaces.get(`node:${nodeName ?? ''}`);
    if (node) house(node.id, hostLodgerOf(cluster, node, pod));
  }
  for (const [node, lodgers] of byNode) byNode.set(node, inOrder(lodgers));
  return byNode;
}

function lodgerOf(cluster: Cluster, netns: Netns): Lodger {
  const [namespace = '', name = netns.name] = netns.id.slice('pod:'.length).split('/');
  const card = [...netns.interfaces.values()].find(({ device }) => device.type !== 'loopback');
  const address = card?.addresses[0]?.ip;
  return {
    id: `pod:${namespace}/${name}`,
    netns: netns.id,
    ownNetns: true,
    name,
    workload: workloadOf(cluster, namespace, name),
    listeners: netns.listeners,
    because: netns.because,
    quiet: namespace === systemNamespace,
    ...(address && { address }),
    ...(card?.device.type === 'veth' && { port: card.device.peer.name }),
  };
}

function hostLodgerOf(cluster: Cluster, node: Netns, pod: Obj): Lodger {
  const { namespace, name } = pod.metadata;
  const address = addressOfNode(node);
  return {
    id: `pod:${namespace}/${name}`,
    netns: node.id,
    ownNetns: false,
    name,
    workload: workloadOf(cluster, namespace, name),
    listeners: [],
    because: [{ kind: pod.kind, namespace, name, path: '' }],
    quiet: namespace === systemNamespace,
    ...(address && { address }),
  };
}

/** The address of a node's network card. */
export function addressOfNode(node: Netns): Ip | undefined {
  const cards = [...node.interfaces.values()].filter(({ device }) => device.type === 'ethernet');
  return cards[0]?.addresses[0]?.ip;
}

/** The name of the last owner up the chain: Pod → ReplicaSet → Deployment. */
function workloadOf(cluster: Cluster, namespace: string, podName: string): string {
  let kind = 'Pod';
  let name = podName;
  for (let depth = 0; depth < ownersMax; depth++) {
    const entry = cluster.store.entry(kind, namespace, name);
    const owners = entry?.object.metadata.ownerReferences ?? [];
    const owner = owners.find(({ controller }) => controller) ?? owners[0];
    if (!owner) break;
    ({ kind, name } = owner);
  }
  return name;
}

function inOrder(lodgers: readonly Lodger[]): Lodger[] {
  const first = new Map<string, string>();
  for (const lodger of lodgers) {
    const known = first.get(lodger.workload);
    const age = ageOf(lodger);
    if (known === undefined || age < known) first.set(lodger.workload, age);
  }
  const key = (lodger: Lodger): string =>
    [lodger.quiet, first.get(lodger.workload), lodger.workload, ageOf(lodger), lodger.id].join(' ');
  return lodgers.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}

/** Addresses are handed out in order; Pods without one of their own come last. */
function ageOf({ address, ownNetns }: Lodger): string {
  return addressKey(ownNetns ? address : undefined);
}
