import type { Ip } from '../net/index.ts';
import { ownerOnLink } from './segment.ts';
import type { Cluster, Interface, Netns } from './types.ts';

export interface Resolved {
  readonly mac: string;
  readonly learned: 'permanent' | 'arp';
}

/** The hardware address of a neighbour: from the table, else by asking everyone on the link (ARP). `undefined` when nobody answers. */
export function resolveNeighbor(
  cluster: Cluster,
  netns: Netns,
  device: Interface,
  neighbor: Ip,
): Resolved | undefined {
  const entry = netns.neighbors.find(
    ({ ip, device: name }) => ip === neighbor && name === device.name,
  );
  if (entry) return { mac: entry.mac, learned: 'permanent' };
  const owner = ownerOnLink(cluster, { netns, interface: device }, neighbor);
  return owner && { mac: owner.interface.mac, learned: 'arp' };
}
