import { remember } from '../../base/remember.ts';
import type { Ip } from '../net/index.ts';
import { definitionOf } from './devices/index.ts';
import type { LinkHeader } from './driver.ts';
import { otherOnLink, ownerOnLink } from './segment.ts';
import type { Station } from './station.ts';
import type { Cluster } from './types.ts';

export interface Resolved {
  readonly mac: string;
  /** `noarp`: the device has no hardware addresses to ask for. `bpf`: a program at the far end answered. */
  readonly learned: 'permanent' | 'arp' | 'proxy-arp' | 'bpf' | 'noarp';
}

/** How many neighbours of one interface are remembered at most. */
const rememberedMax = 1000;

const headersOf = remember(
  (_cluster: Cluster) => new Map<Station, Map<Ip, LinkHeader | 'nobody'>>(),
);

/**
 * The header of a frame from this interface to a neighbour, remembered: its hardware address is in the table, else everyone on the
 * link is asked (ARP). `undefined` when nobody answers.
 */
export function headerTowards(
  cluster: Cluster,
  from: Station,
  neighbor: Ip,
): LinkHeader | undefined {
  const stations = headersOf(cluster);
  let headers = stations.get(from);
  if (!headers) stations.set(from, (headers = new Map()));
  let header = headers.get(neighbor);
  if (!header) {
    header = headerFor(cluster, from, neighbor) ?? 'nobody';
    if (headers.size >= rememberedMax) headers.clear();
    headers.set(neighbor, header);
  }
  return header === 'nobody' ? undefined : header;
}

function headerFor(cluster: Cluster, from: Station, neighbor: Ip): LinkHeader | undefined {
  const resolved = resolve(cluster, from, neighbor);
  if (!resolved) return undefined;
  const { mac: destinationMac, learned } = resolved;
  return { sourceMac: from.interface.mac, destinationMac, next: { neighbor, learned } };
}

function resolve(cluster: Cluster, from: Station, neighbor: Ip): Resolved | undefined {
  const { netns, interface: device } = from;
  if (device.noArp || definitionOf(device.device).noArp)
    return { mac: device.mac, learned: 'noarp' };
  const entry = netns.neighbors.find(
    ({ ip, device: name }) => ip === neighbor && name === device.name,
  );
  if (entry) return { mac: entry.mac, learned: 'permanent' };
  const owner = ownerOnLink(cluster, from, neighbor);
  if (owner) return { mac: owner.interface.mac, learned: 'arp' };
  return otherOnLink(cluster, from, neighbor);
}
