import { remember } from '../../base/remember.ts';
import { randomFrom } from '../../base/random.ts';
import { contains, hasPorts, type Cidr, type Ip, type Packet } from '../net/index.ts';
import { stationOf, type Station } from './station.ts';
import type { Interface, Netns, Route } from './types.ts';

/** Where a packet goes next: up to a socket of this namespace, out of an interface to a neighbour, or nowhere because a route says so. */
export type Decision = Leading | Dead;
export type Leading = { readonly kind: 'local' } | Unicast;
interface Unicast {
  readonly kind: 'unicast';
  readonly route: Route;
  readonly out: Station;
  readonly neighbor: Ip;
}
export interface Dead {
  readonly kind: 'dead';
  readonly route: Route;
}

/** Bytes of a packet that go through. */
export function mtuOf({ route, out }: Unicast): number {
  return route.mtu ?? out.interface.mtu;
}

/** Whether the address belongs to this namespace: one of its interfaces' addresses, or 127.0.0.0/8 (the kernel's local table). */
export function isLocal(netns: Netns, address: Ip): boolean {
  return localAddresses(netns).has(address) || address.startsWith('127.');
}

const localAddresses = remember(
  (netns: Netns): ReadonlySet<Ip> =>
    new Set([...netns.interfaces.values()].flatMap((one) => one.addresses.map(({ ip }) => ip))),
);

/** How many destinations of one namespace are remembered at most. */
const rememberedMax = 1000;

const decisionsOf = remember((_netns: Netns) => new Map<Ip, Decision>());

/**
 * The routing decision for a destination, remembered: the local table first, then the longest prefix of the main table (RFC 1812
 * section 5.2.4.3). `packet` is what a route with several next hops chooses by.
 */
export function decide(netns: Netns, destination: Ip, packet?: Packet): Decision | undefined {
  const decisions = decisionsOf(netns);
  const known = decisions.get(destination);
  if (known) return throughOne(known, packet);
  const decision = lookUp(netns, destination);
  if (decisions.size >= rememberedMax) decisions.clear();
  if (decision) decisions.set(destination, decision);
  return decision && throughOne(decision, packet);
}

/** fib_select_path: of several next hops the one for this packet. */
function throughOne(decision: Decision, packet: Packet | undefined): Decision {
  if (decision.kind !== 'unicast' || !decision.route.nextHops || !packet) return decision;
  const neighbor = nextHopFor(decision.route.nextHops, packet) ?? decision.neighbor;
  return { ...decision, neighbor };
}

/** fib_lookup. */
function lookUp(netns: Netns, destination: Ip): Decision | undefined {
  if (isLocal(netns, destination)) return { kind: 'local' };
  let best: Route | undefined;
  for (const route of netns.routes) {
    if (
      (best === undefined || route.destination.prefix > best.destination.prefix) &&
      contains(route.destination, destination)
    )
      best = route;
  }
  if (!best) return undefined;
  if (best.type !== undefined) return { kind: 'dead', route: best };
  const out = stationOf(netns, best.device ?? '');
  if (!out) return undefined;
  const neighbor = best.via ?? best.nextHops?.[0] ?? destination;
  return { kind: 'unicast', route: best, out, neighbor };
}

/** fib_select_multipath with net.ipv4.fib_multipath_hash_policy=1: packets of one connection go one way. */
function nextHopFor(nextHops: readonly Ip[], packet: Packet): Ip | undefined {
  const { source, destination, transport } = packet;
  const ports = hasPorts(transport) ? [transport.sourcePort, transport.destinationPort] : [];
  const flow = randomFrom(source, destination, transport.protocol, ...ports);
  return nextHops[flow.below(nextHops.length)];
}

/** The address a packet made here for `destination` gets as its source (Linux' `src` hint, else the device's first address). */
export function sourceFor(netns: Netns, destination: Ip): Ip | undefined {
  const decision = decide(netns, destination);
  if (!decision) return undefined;
  if (decision.kind === 'local') return destination;
  if (decision.kind === 'dead') return undefined;
  return decision.route.source ?? addressFor(netns, decision.out.interface);
}

/**
 * inet_select_addr: the address that stands for an interface, its own first one or, where it has none that others can reach, that
 * of another. 127.0.0.1 is for this host alone.
 */
export function addressFor(netns: Netns, device: Interface): Ip | undefined {
  const own = device.device.type === 'loopback' ? undefined : device.addresses[0]?.ip;
  return own ?? firstAddress(netns);
}

function firstAddress(netns: Netns): Ip | undefined {
  for (const one of netns.interfaces.values()) {
    if (one.device.type !== 'loopback' && one.addresses[0]) return one.addresses[0].ip;
  }
  return undefined;
}

/** A route as `ip route` prints it. */
export function printRoute(route: Route): string {
  const words: string[] = route.type === undefined ? [] : [route.type];
  words.push(destinationWord(route.destination));
  if (route.via !== undefined) words.push('via', route.via);
  if (route.device !== undefined && !route.nextHops) words.push('dev', route.device);
  if (route.protocol !== undefined) words.push('proto', route.protocol);
  if (route.scope !== undefined && route.scope !== 'global') words.push('scope', route.scope);
  if (route.source !== undefined) words.push('src', route.source);
  if (route.mtu !== undefined) words.push('mtu', String(route.mtu));
  if (route.onlink) words.push('onlink');
  for (const nextHop of route.nextHops ?? [])
    words.push('nexthop', 'via', nextHop, 'dev', route.device ?? '', 'weight', '1');
  return words.join(' ');
}

function destinationWord({ prefix, text }: Cidr): string {
  if (prefix === 0) return 'default';
  return text.replace(/\/32$|(?<=:.*)\/128$/, '');
}
