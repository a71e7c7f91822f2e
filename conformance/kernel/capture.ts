import {
  destinationPortOf,
  innermost,
  sourcePortOf,
  type Packet,
} from '../../src/sim/net/index.ts';
import type { NetnsId } from '../../src/sim/dataplane/index.ts';
import type { Hop, Leg, Place } from '../../src/sim/trace/index.ts';

/** One packet seen at one interface, as a capture on every interface would show it. */
export interface Seen {
  readonly ns: string;
  readonly if: string;
  readonly dir: 'in' | 'out';
  readonly src: string;
  readonly dst: string;
  readonly ttl: number;
}

/** Everything a capture on all interfaces would have recorded of one packet's way, in order. */
export function capture(leg: Leg): readonly Seen[] {
  return leg.hops.flatMap(seenAt);
}

function seenAt(hop: Hop): readonly Seen[] {
  const { place, after, before } = hop;
  switch (hop.step) {
    case 'transmit':
      return [seen(place.netns, deviceOf(place), 'out', after)];
    case 'encapsulate':
      return [seen(place.netns, hop.device, 'out', before)];
    case 'decapsulate':
      return [seen(place.netns, hop.device, 'in', after)];
    case 'bridge':
      if (hop.outPort === undefined) return [seen(place.netns, hop.bridge, 'in', after)];
      return hop.inPort === undefined ? [seen(place.netns, hop.bridge, 'out', after)] : [];
    case 'cross':
      return [...sentByPort(hop), seen(place.netns, deviceOf(place), 'in', after)];
    default:
      return [];
  }
}

/** A port of a bridge has no hop of its own: the bridge has chosen it, and the frame is gone. */
function sentByPort(hop: Hop<'cross'>): readonly Seen[] {
  if (!hop.from.name.startsWith('veth')) return [];
  return [seen(hop.from.netns, hop.from.name, 'out', hop.after)];
}

function seen(netns: NetnsId, device: string, dir: 'in' | 'out', packet: Packet): Seen {
  const inner = innermost(packet);
  return {
    ns: nameOf(netns),
    if: device,
    dir,
    src: end(inner.source, sourcePortOf(inner)),
    dst: end(inner.destination, destinationPortOf(inner)),
    ttl: inner.ttl,
  };
}

function deviceOf({ at }: Place): string {
  return at.slice('device:'.length);
}

function nameOf(netns: NetnsId): string {
  return netns.replace(/^(pod:[^/]*\/|[a-z]+:)/, '');
}

function end(address: string, port: number | undefined): string {
  return port === undefined ? address : `${address}:${port}`;
}
