import { remember } from '../../base/remember.ts';
import type { Ip } from '../net/index.ts';
import { definitionOf } from './devices/index.ts';
import { decide, isLocal } from './routing.ts';
import { stationOf, stationsOf, type Station } from './station.ts';
import type { Cluster } from './types.ts';

/** Who hears a frame sent from this interface and has this address: whoever answers when the sender asks for it by ARP. */
export function ownerOnLink(cluster: Cluster, sender: Station, address: Ip): Station | undefined {
  return byAddress(domainOf(cluster, sender))
    .get(address)
    ?.find((heard) => heard !== sender);
}

/**
 * Who answers for an address that no interface on the link has, the first of those who do: a BPF program, which sees the question
 * before the kernel; a kernel that has the address on another interface; or proxy ARP.
 */
export function otherOnLink(
  cluster: Cluster,
  sender: Station,
  address: Ip,
): { readonly mac: string; readonly learned: 'bpf' | 'arp' | 'proxy-arp' } | undefined {
  for (const station of domainOf(cluster, sender)) {
    const learned = station === sender ? undefined : answers(station, address);
    if (learned) return { mac: station.interface.mac, learned };
  }
  return undefined;
}

/** arp_process and, for what is not its own (arp_fwd_proxy: the route must lead elsewhere), of net/ipv4/arp.c. */
function answers(station: Station, address: Ip) {
  const { netns, interface: heard } = station;
  if (heard.tc?.ingress?.answersArp) return 'bpf';
  if (isLocal(netns, address)) return netns.sysctls.arpIgnore ? undefined : 'arp';
  if (!heard.proxyArp) return undefined;
  const decision = decide(netns, address);
  return decision?.kind === 'unicast' && decision.out !== station ? 'proxy-arp' : undefined;
}

/** The bridge, or other device with ports, that this interface is a port of. */
export const masterOf = remember(
  ({ netns, interface: { master } }: Station): Station | undefined =>
    master === undefined ? undefined : stationOf(netns, master),
);

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
