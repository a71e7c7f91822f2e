import { assert } from '../../base/assert.ts';
import type { Ref } from '../api/types.ts';
import type { Packet } from '../net/index.ts';
import type { StopReason, Hop, Place, Steps } from '../trace/types.ts';
import { icmpError, resetFor } from './answers.ts';
import type { Track } from './conntrack.ts';
import type { StoppedBy } from './driver.ts';
import type { End } from './end.ts';
import { at } from './place.ts';
import { mtuOf, type Dead, type Decision, type Leading } from './routing.ts';
import type { Skb } from './skb.ts';
import type { Station } from './station.ts';
import type { Netns } from './types.ts';

/** More hops than any way through a cluster needs; TTL ends loops long before. */
const hopsMax = 1500;

/** The way of one packet that `origin` sends, as far as it has come: its hops, and how it ends where it goes no further. */
export class Trail {
  readonly hops: Hop[];
  protected readonly origin: Netns;

  /** `hops`: what its sender did just before. */
  constructor(origin: Netns, hops: readonly Hop[]) {
    this.origin = origin;
    this.hops = [...hops];
  }

  note(hop: Hop): void {
    assert(this.hops.length < hopsMax, 'no way through a cluster has so many hops');
    this.hops.push(hop);
  }

  protected noteRoute(
    netns: Netns,
    decision: Decision,
    kind: Steps['route']['kind'],
    before: Packet,
    after = before,
  ): void {
    const route = decision.kind === 'local' ? undefined : decision.route;
    const hop: Hop<'route'> = {
      step: 'route',
      place: at(netns, 'routing'),
      before,
      after,
      because: route?.because ?? netns.because,
      kind,
      route,
    };
    const isOneOfSeveral = route?.nextHops && decision.kind === 'unicast';
    this.note(isOneOfSeveral ? { ...hop, nextHop: decision.neighbor } : hop);
  }

  stop(
    netns: Netns,
    place: Place,
    skb: Skb,
    reason: StopReason,
    because: readonly Ref[],
    answer: Steps['stop']['answer'] = 'silence',
    by: StoppedBy = {},
    mtu?: number,
  ): End {
    this.note({
      step: 'stop',
      place,
      before: skb.packet,
      after: skb.packet,
      because,
      reason,
      answer,
      passes: [],
      looks: [],
      ...by,
      ...(mtu !== undefined && { mtu }),
    });
    const packet =
      answer === 'tcp-reset'
        ? resetFor(skb.packet)
        : answer === 'silence'
          ? undefined
          : icmpError(netns, skb.packet, answer, mtu);
    const local = netns === this.origin && answer === 'silence' && !inSilence.has(reason);
    const track = place.at === 'socket' ? undefined : relatedTo(skb.track);
    const told = packet && { answer: { netns, packet, ...(track && { track }) } };
    return { end: 'stopped', reason, because, local, ...told };
  }

  /** fib_table_lookup found no route, or one that says no: ip_error answers for those that do so aloud. */
  protected unroutable(
    netns: Netns,
    skb: Skb,
    decision: Dead | undefined,
    kind: Steps['route']['kind'],
  ): End {
    const place = at(netns, 'routing');
    const aloud = (answer: Steps['stop']['answer']) => (kind === 'forward' ? answer : 'silence');
    if (!decision) {
      const answer = netns.unroutable === 'unreachable' ? aloud('icmp-net-unreachable') : 'silence';
      return this.stop(netns, place, skb, 'no-route', netns.because, answer);
    }
    const { route } = decision;
    this.noteRoute(netns, decision, kind, skb.packet);
    const answer = route.type === 'unreachable' ? aloud('icmp-host-unreachable') : 'silence';
    return this.stop(netns, place, skb, 'dead-route', route.because, answer);
  }

  /** ip_exceeds_mtu: nobody may fragment the packet, so the sender is told what would fit. */
  protected tooBig(netns: Netns, skb: Skb, decision: Leading): End {
    assert(decision.kind === 'unicast', 'what stays in the namespace is never too big');
    const { because } = decision.out.interface;
    const answer = netns === this.origin ? 'silence' : 'icmp-fragmentation-needed';
    const place = at(netns, 'routing');
    return this.stop(netns, place, skb, 'too-big', because, answer, {}, mtuOf(decision));
  }

  /** ARP asks three times and gives up (arp_solicit, neigh_timer_handler): the sender is told. */
  protected noNeighbor({ netns, place, interface: device }: Station, skb: Skb): End {
    const answer = netns === this.origin ? 'silence' : 'icmp-host-unreachable';
    return this.stop(netns, place, skb, 'no-neighbor', device.because, answer);
  }
}

/** What the sender's own kernel does without a word to the sender. */
const inSilence: ReadonlySet<StopReason> = new Set([
  'policy-denied',
  'dropped-by-rule',
  'dropped-by-program',
]);

/**
 * nf_ct_attach: an error about a packet belongs to the packet's connection, also to one that will not be remembered. Sockets let go of it
 * before they answer.
 */
function relatedTo(track: Track | undefined): Track | undefined {
  if (!track) return undefined;
  const direction = track.direction === 'original' ? 'reply' : 'original';
  return { entry: track.entry, direction, state: 'RELATED', confirmed: true, known: undefined };
}
