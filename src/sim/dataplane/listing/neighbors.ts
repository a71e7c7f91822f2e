import type { Ip } from '../../net/index.ts';
import type { Hop } from '../../trace/types.ts';
import type { Neighbor, Netns } from '../types.ts';

/** A neighbour a namespace knows: written down by a daemon, or asked for by ARP. */
export interface KnownNeighbor extends Neighbor {
  readonly state: 'PERMANENT' | 'REACHABLE';
}

/** The neighbour table after these hops, when nobody had been asked for before them. */
export function neighborsAfter(hops: readonly Hop[], netns: Netns): readonly KnownNeighbor[] {
  const known = new Map<string, KnownNeighbor>();
  const idOf = ({ device, ip }: Pick<Neighbor, 'device' | 'ip'>) => `${device} ${ip}`;
  for (const neighbor of netns.neighbors)
    known.set(idOf(neighbor), { ...neighbor, state: 'PERMANENT' });
  let nextHop: Ip | undefined;
  for (const hop of hops) {
    if (hop.place.netns !== netns.id) continue;
    if (hop.step === 'route') nextHop = hop.route?.via;
    const asked = askedAt(hop, nextHop);
    if (asked && !known.has(idOf(asked)))
      known.set(idOf(asked), { ...asked, because: [], state: 'REACHABLE' });
  }
  return [...known.values()];
}

/** Who had to be asked for by ARP before a packet could leave by this hop. What crosses a bridge from port to port was not sent here. */
function askedAt(
  hop: Hop,
  nextHop: Ip | undefined,
): Pick<Neighbor, 'ip' | 'mac' | 'device'> | undefined {
  if (hop.step === 'bridge' && hop.inPort === undefined)
    return {
      ip: nextHop ?? hop.before.destination,
      mac: hop.destinationMac,
      device: hop.bridge,
    };
  if (hop.step !== 'transmit') return undefined;
  if (hop.learned !== 'arp' && hop.learned !== 'proxy-arp') return undefined;
  return { ip: hop.neighbor, mac: hop.mac, device: hop.place.at.replace(/^device:/, '') };
}

/** A line of `ip neigh`. */
export function printNeighbor({ ip, device, mac, state }: KnownNeighbor): string {
  return `${ip} dev ${device} lladdr ${mac} ${state}`;
}
