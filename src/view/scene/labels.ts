import type { Ip } from '../../sim/net/index.ts';
import type { Cluster, Netns } from '../../sim/dataplane/types.ts';

/** The longest label that a half of a capsule holds. */
export const labelMax = 8;

/** What a capsule calls an address: the name of what has it, at most {@link labelMax} letters long. */
export type LabelOf = (address: Ip) => string;

/** Names for all addresses of a cluster. Where several things have one address, the first of Pods, nodes, hosts and Services wins. */
export function labelsOf(cluster: Cluster): LabelOf {
  const labels = new Map<Ip, string>();
  const name = (address: Ip | undefined, label: string): void => {
    if (address && !labels.has(address)) labels.set(address, label);
  };
  for (const netns of cluster.namespaces.values()) nameInterfaces(netns, name);
  for (const { metadata, spec, status } of cluster.store.list('Service')) {
    const ingress = status?.loadBalancer?.ingress ?? [];
    const own = [spec.clusterIP, ...(spec.externalIPs ?? []), ...ingress.map(({ ip }) => ip)];
    for (const address of own) name(address as Ip | undefined, cutEnd(metadata.name));
  }
  return (address) => labels.get(address) ?? cutStart(address);
}

function nameInterfaces(
  netns: Netns,
  name: (address: Ip | undefined, label: string) => void,
): void {
  const isNode = netns.id.startsWith('node:');
  for (const { name: device, device: kind, addresses } of netns.interfaces.values()) {
    // Those of Services are called after them.
    if (kind.type === 'dummy') continue;
    // A node's other addresses are those of its bridge and tunnels: what masqueraded packets come from.
    const isOwn = kind.type !== 'loopback' && !(isNode && kind.type !== 'ethernet');
    for (const { ip } of addresses) name(ip, isOwn ? cutMiddle(netns.name) : cutEnd(device));
  }
}

/** Generated names differ at their ends: `frontend-7d9c-x2k9p` becomes `fron…k9p`. */
function cutMiddle(name: string): string {
  if (name.length <= labelMax) return name;
  return `${name.slice(0, 4)}…${name.slice(-3)}`;
}

function cutEnd(name: string): string {
  return name.length <= labelMax ? name : `${name.slice(0, labelMax - 1)}…`;
}

function cutStart(name: string): string {
  return name.length <= labelMax ? name : `…${name.slice(1 - labelMax)}`;
}
