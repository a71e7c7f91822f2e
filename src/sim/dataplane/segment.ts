import { remember } from '../../base/remember.ts';
import type { Ip } from '../net/index.ts';
import { definitionOf } from './devices/index.ts';
import { decide } from './routing.ts';
import { stationOf, stationsOf, type Station } from './station.ts';
import type { Cluster } from './types.ts';

/** Who hears a frame sent from this interface and has this address: whoever answers when the sender asks for it by ARP. */
export function ownerOnLink(cluster: Cluster, sender: Station, address: Ip): Station | undefined {
  return byAddress(domainOf(cluster, sender))
    .get(address)
    ?.find((heard) => heard !== sender);
}

/**
 * Who answers for an address that nobody on the link has: a BPF program, or proxy ARP (arp_fwd_proxy: its route must lead
 * elsewhere).
 */
export function proxyOnLink(cluster: Cluster, sender: Station, address: Ip): Station | undefined {
  return domainOf(cluster, sender).find((each) => {
    const { netns, interface: heard } = each;
    if (each === sender) return false;
    if (heard.tc?.ingress?.answersArp) return true;
    if (!heard.proxyArp) return false;
    const decision = decide(netns, address);
    return decision?.kind === 'unicast' && decision.out !== each;
  });
}

/** The bridge, or other device with ports, that this interface is a port of. */
export function masterOf({ netns, interface: { master } }: Station): Station | undefined {
  return master === undefined ? undefined : stationOf(netns, master);
}

/** The layer 2 domain that an interface sends into: all that hear each other there. */
function domainOf(cluster: Cluster, sender: Station): readonly Station[] {
  const farEnds = farEndsOf(cluster, sender);
  if (!farEnds) return domainOfBridge(cluster, sender);
  const [far] = farEnds;
  const bridge = far && farEnds.length === 1 ? masterOf(far) : undefined;
  return bridge ? domainOfBridge(cluster, bridge) : farEnds;
}

const bridgesOf = remember((_cluster: Cluster) => new Map<Station, readonly Station[]>());

function domainOfBridge(cluster: Cluster, bridge: Station): readonly Station[] {
  const bridges = bridgesOf(cluster);
  const known = bridges.get(bridge);
  if (known) return known;
  const domain = flood(cluster, bridge);
  bridges.set(bridge, domain);
  return domain;
}

/** The bridge itself, then what its ports lead to; where that is the port of another bridge, what the other's ports lead to. */
function flood(cluster: Cluster, first: Station): readonly Station[] {
  const bridges = new Set([first]);
  const domain: Station[] = [];
  for (const bridge of bridges) {
    domain.push(bridge);
    for (const far of portsOf(bridge).flatMap((port) => farEndsOf(cluster, port) ?? [])) {
      const next = masterOf(far);
      if (next) bridges.add(next);
      else domain.push(far);
    }
  }
  return domain;
}

function portsOf({ netns, interface: bridge }: Station): readonly Station[] {
  return [...stationsOf(netns).values()].filter((port) => port.interface.master === bridge.name);
}

function farEndsOf(cluster: Cluster, from: Station): readonly Station[] | undefined {
  return definitionOf(from.interface.device).farEnds?.(cluster, from);
}

const byAddress = remember((stations: readonly Station[]): ReadonlyMap<Ip, readonly Station[]> => {
  const index = new Map<Ip, Station[]>();
  for (const each of stations)
    for (const { ip } of [...each.interface.addresses, ...(each.interface.announced ?? [])])
      index.set(ip, [...(index.get(ip) ?? []), each]);
  return index;
});
