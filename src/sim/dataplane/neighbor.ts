import type { Ip } from '../net/index.ts';
import { definitionOf } from './devices/index.ts';
import { ownerOnLink, proxyOnLink } from './segment.ts';
import type { Cluster, Interface, Netns } from './types.ts';

export interface Resolved {
  readonly mac: string;
  /** `noarp`: the device has no hardware addresses to ask for. `bpf`: a program at the far end answered. */
  readonly learned: 'permanent' | 'arp' | 'proxy-arp' | 'bpf' | 'noarp';
}

/** The hardware address of a neighbour: from the table, else by asking everyone on the link (ARP). `undefined` when nobody answers. */
export function resolveNeighbor(
  cluster: Cluster,
  netns: Netns,
  device: Interface,
  neighbor: Ip,
): Resolved | undefined {
  if (device.noArp || definitionOf(device.device).noArp)
    return { mac: device.mac, learned: 'noarp' };
  const entry = netns.neighbors.find(
    ({ ip, device: name }) => ip === neighbor && name === device.name,
  );
  if (entry) return { mac: entry.mac, learned: 'permanent' };
  const sender = { netns, interface: device };
  const owner = ownerOnLink(cluster, sender, neighbor);
  if (owner) return { mac: owner.interface.mac, learned: 'arp' };
  const proxy = proxyOnLink(cluster, sender, neighbor);
  return (
    proxy && {
      mac: proxy.interface.mac,
      learned: proxy.interface.proxyArp ? 'proxy-arp' : 'bpf',
    }
  );
}
