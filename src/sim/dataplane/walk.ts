import { assert } from '../../base/assert.ts';
import { remember } from '../../base/remember.ts';
import type { Ref } from '../api/types.ts';
import { hasPorts, withPort, type Ip, type Packet, type TcpFlag } from '../net/index.ts';
import type { FailureReason, Hop, Place, StepName, Steps } from '../trace/types.ts';
import { icmpError, resetFor } from './answers.ts';
import type { Track } from './conntrack.ts';
import { definitionOf } from './devices/index.ts';
import type { Kernel, LinkHeader, Station, StoppedBy } from './driver.ts';
import type { End } from './end.ts';
import { causesOf, runHook, type HookResult, type IpvsPass } from './hooks/index.ts';
import type { Memory } from './memory.ts';
import { resolveNeighbor, type Resolved } from './neighbor.ts';
import type { Hook } from './netfilter/types.ts';
import { at, atDevice } from './place.ts';
import { withTtl } from './rewrite.ts';
import { decide, type Decision } from './routing.ts';
import { masterOf } from './segment.ts';
import type { Between, Skb } from './skb.ts';
import { belongs, type OpenSocket } from './socket.ts';
import type { Cluster, Listener, Netns } from './types.ts';

/** More hops than any way through a cluster needs; TTL ends loops long before. */
const hopsMax = 1500;

/**
 * Walks one packet through the cluster: every hop is a route looked up, a rule that fitted, a device that did its work. Layer 3
 * is here, its functions named after what the kernel calls the same moment (net/ipv4); what devices do is in `devices/`.
 */
export class Walk implements Kernel {
  readonly hops: Hop[] = [];
  readonly cluster: Cluster;
  readonly memory: Memory;
  private readonly sockets: readonly OpenSocket[];
  private readonly origin: Netns;

  constructor(cluster: Cluster, memory: Memory, sockets: readonly OpenSocket[], origin: Netns) {
    this.cluster = cluster;
    this.memory = memory;
    this.sockets = sockets;
    this.origin = origin;
  }

  /** A process, or the kernel itself, of `origin` sends a packet. `track` is the connection it is known to belong to. */
  send(packet: Packet, process: string, because: readonly Ref[], track?: Track): End {
    const { origin } = this;
    this.note('send', at(origin, 'socket'), packet, packet, because, { process });
    return this.output(origin, { packet, mark: 0, track });
  }

  /** ip_local_out: route, OUTPUT, and a second look at the route when a rule changed the destination. */
  output(netns: Netns, skb: Skb, maker?: string): End {
    const first = decide(netns, skb.packet.destination, skb.packet);
    if (!leads(first)) return this.unroutable(netns, skb, first, 'output');
    this.noteRoute(netns, first, 'output', skb.packet);
    if (!fits(skb.packet, first)) return this.tooBig(netns, skb, first);
    const asked = skb.packet.destination;
    const stopped = this.hook(netns, 'OUTPUT', skb, { outInterface: deviceName(first) });
    if (stopped) return stopped;
    if (skb.packet.destination === asked) return this.finishOutput(netns, skb, first, maker);
    const again = decide(netns, skb.packet.destination, skb.packet);
    if (!leads(again)) return this.lost(this.unroutable(netns, skb, again, 'output'), skb);
    this.noteRoute(netns, again, 'output', skb.packet);
    return this.finishOutput(netns, skb, again, maker);
  }

  /** ip_route_me_harder failed. connect() hears of it as of any lost packet: tcp_connect only minds ECONNREFUSED, and tries again. */
  private lost(end: End, { packet }: Skb): End {
    const isTold = end.end === 'arrived' || packet.transport.protocol !== 'TCP';
    return isTold ? end : { ...end, local: false };
  }

  /** ip_output: POSTROUTING, then out of the device. */
  private finishOutput(netns: Netns, skb: Skb, decision: Leading, inInterface?: string): End {
    const outInterface = deviceName(decision);
    const stopped = this.hook(netns, 'POSTROUTING', skb, { inInterface, outInterface });
    if (stopped) return stopped;
    if (decision.kind === 'local') return this.loop(netns, skb);
    return this.sendTo({ netns, interface: decision.device }, decision.neighbor, skb);
  }

  private loop(netns: Netns, skb: Skb): End {
    const lo = netns.interfaces.get('lo');
    assert(lo, 'every namespace is born with a loopback device');
    return this.transmit({ netns, interface: lo }, skb, {
      sourceMac: lo.mac,
      destinationMac: lo.mac,
    });
  }

  /** ip_finish_output2: find the neighbour's hardware address and hand the frame to the device. */
  private sendTo(from: Station, neighbor: Ip, skb: Skb): End {
    const resolved = this.neighbor(from, neighbor);
    if (!resolved) return this.noNeighbor(from, skb);
    return this.transmit(from, skb, {
      sourceMac: from.interface.mac,
      destinationMac: resolved.mac,
      next: { neighbor, learned: resolved.learned },
    });
  }

  neighbor({ netns, interface: device }: Station, address: Ip): Resolved | undefined {
    return resolveNeighbor(this.cluster, netns, device, address);
  }

  transmit(from: Station, skb: Skb, header: LinkHeader): End {
    return (
      from.interface.tc?.egress?.run(this, from, skb, header) ??
      definitionOf(from.interface.device).transmit(this, from, skb, header)
    );
  }

  cross(
    link: Steps['cross']['link'],
    from: Station,
    far: Station | undefined,
    { packet }: Skb,
    header: LinkHeader,
  ): End {
    if (!far)
      return this.stop(
        from.netns,
        atDevice(from),
        { packet, mark: 0 },
        'no-neighbor',
        from.interface.because,
      );
    const { sourceMac, destinationMac } = header;
    this.keep({
      step: 'cross',
      place: atDevice(far),
      before: packet,
      after: packet,
      because: far.interface.because,
      link,
      from: { netns: from.netns.id, name: from.interface.name },
      sourceMac,
      destinationMac,
    });
    return this.arrive(far, { packet, mark: 0 }, header);
  }

  /** netif_receive_skb: programs at tc see it first; then a port gives what it gets to its bridge, other interfaces to layer 3. */
  arrive(at: Station, skb: Skb, header: LinkHeader): End {
    const taken = at.interface.tc?.ingress?.run(this, at, skb, header);
    if (taken) return taken;
    const master = masterOf(at);
    if (!master) return this.receive(at, skb);
    const { ports } = definitionOf(master.interface.device);
    assert(ports, `${master.interface.name} takes frames from its ports`);
    return ports.receive(this, master, at.interface, skb, header);
  }

  /** ip_rcv: PREROUTING (unless the bridge has shown it already: ip_sabotage_in), then local or forward. */
  receive({ netns, interface: { name } }: Station, skb: Skb, seen = false): End {
    if (!seen) {
      const stopped = this.hook(netns, 'PREROUTING', skb, { inInterface: name });
      if (stopped) return stopped;
    }
    const decision = decide(netns, skb.packet.destination, skb.packet);
    if (decision?.kind === 'local') return this.deliverLocal(netns, name, skb);
    return this.forward(netns, name, skb, decision);
  }

  /** ip_forward. */
  private forward(
    netns: Netns,
    inInterface: string,
    skb: Skb,
    decision: Decision | undefined,
  ): End {
    if (!netns.sysctls.ipForward)
      return this.stop(netns, at(netns, 'routing'), skb, 'no-route', netns.because);
    if (!leads(decision)) return this.unroutable(netns, skb, decision, 'forward');
    return this.passOn(netns, skb, decision, 'FORWARD', inInterface);
  }

  /** The packet gets a hop older and leaves by another interface, if it fits through it. */
  private passOn(
    netns: Netns,
    skb: Skb,
    decision: Leading,
    hook: 'FORWARD' | 'OUTPUT',
    inInterface: string | undefined,
  ): End {
    if (skb.packet.ttl <= 1) {
      return this.stop(netns, at(netns, 'routing'), skb, 'hop-limit', [], 'icmp-time-exceeded');
    }
    if (!fits(skb.packet, decision)) return this.tooBig(netns, skb, decision);
    const before = skb.packet;
    skb.packet = withTtl(before, before.ttl - 1);
    this.noteRoute(netns, decision, 'forward', before, skb.packet);
    const stopped = this.hook(netns, hook, skb, {
      ...(hook === 'FORWARD' && inInterface !== undefined && { inInterface }),
      outInterface: deviceName(decision),
    });
    return stopped ?? this.finishOutput(netns, skb, decision, inInterface);
  }

  /** ip_local_deliver: INPUT, then the tunnel device or the socket that waits for it. */
  private deliverLocal(netns: Netns, inInterface: string, skb: Skb): End {
    this.noteRoute(netns, { kind: 'local' }, 'local', skb.packet);
    const stopped = this.hook(netns, 'INPUT', skb, { inInterface });
    if (stopped) return stopped;
    for (const end of tunnelsOf(netns)) {
      const { tunnel } = definitionOf(end.interface.device);
      if (tunnel?.carries(end.interface, skb.packet)) return tunnel.receive(this, end, skb.packet);
    }
    return this.socket(netns, skb);
  }

  private socket(netns: Netns, skb: Skb): End {
    const { packet } = skb;
    const open = this.sockets.find(
      (socket) => socket.netns === netns.id && belongs(socket, packet),
    );
    const listener = open ? undefined : listenerFor(netns, packet);
    if (open || listener) {
      const process = open?.process ?? listener?.process ?? '';
      this.note('deliver', at(netns, 'socket'), packet, packet, listener?.because ?? [], {
        process,
        ...(listener && { listener }),
      });
      return {
        end: 'arrived',
        netns,
        packet,
        ...(listener && { listener }),
        ...(open && { socket: open }),
      };
    }
    if (packet.transport.protocol === 'ICMP' && packet.transport.type === 'echo-request') {
      this.note('deliver', at(netns, 'socket'), packet, packet, netns.because, {
        process: 'kernel',
      });
      return { end: 'arrived', netns, packet };
    }
    if (!hasPorts(packet.transport))
      return this.stop(netns, at(netns, 'socket'), skb, 'nothing-listens', netns.because);
    const { protocol, flags } = packet.transport;
    const reason = reasonForReset(flags ?? []);
    const answer = protocol === 'TCP' ? 'tcp-reset' : 'icmp-port-unreachable';
    return this.stop(netns, at(netns, 'socket'), skb, reason, netns.because, answer);
  }

  hook(netns: Netns, hook: Hook, skb: Skb, between: Between): End | undefined {
    const result = runHook(netns, hook, skb, between, this.memory);
    if (!result) return undefined;
    const { parts, stopped } = result;
    for (const part of parts) {
      if ('virtualServer' in part) {
        const end = this.balanced(netns, hook, skb, part, between.inInterface);
        if (end) return end;
      } else if (stopped && part === parts.at(-1))
        return this.stoppedByRule(netns, skb, part, stopped);
      else this.keep(part);
    }
    return undefined;
  }

  /** What IPVS did: it refuses where it has nobody to send to (ip_vs_leave), and sends on what it has taken out of the hook. */
  private balanced(
    netns: Netns,
    hook: Hook,
    skb: Skb,
    pass: IpvsPass,
    inInterface: string | undefined,
  ): End | undefined {
    const { virtualServer, realServer, before, after, direction, by, stolen } = pass;
    const place = at(netns, `hook:${hook}`);
    if (!realServer) {
      const { meaning = 'no-endpoints', because } = virtualServer;
      return this.stop(netns, place, skb, meaning, because, 'icmp-port-unreachable');
    }
    this.note('ipvs', place, before, after, [...realServer.because, ...virtualServer.because], {
      hook,
      direction,
      virtualServer: `${virtualServer.protocol} ${withPort(virtualServer.address, virtualServer.port)}`,
      scheduler: virtualServer.scheduler,
      realServer: withPort(realServer.address, realServer.port),
      ...(virtualServer.meaning && { strays: true }),
      by,
    });
    return stolen ? this.sendBalanced(netns, skb, inInterface) : undefined;
  }

  /** ip_vs_nat_send_or_cont: what IPVS sends to another machine leaves as if it had been made here, but a hop older. */
  private sendBalanced(netns: Netns, skb: Skb, inInterface: string | undefined): End {
    const decision = decide(netns, skb.packet.destination);
    if (!leads(decision)) return this.unroutable(netns, skb, decision, 'forward');
    return this.passOn(netns, skb, decision, 'OUTPUT', inInterface);
  }

  private stoppedByRule(
    netns: Netns,
    skb: Skb,
    { place, passes, looks, entry }: Hop<'netfilter'>,
    verdict: NonNullable<HookResult['stopped']>,
  ): End {
    const last = passes.at(-1);
    const meaning = last?.rule.meaning;
    const known: FailureReason | undefined =
      meaning === 'no-endpoints' || meaning === 'no-local-endpoints' ? meaning : undefined;
    // What other tables made of the packet before has nothing to do with it.
    const because = causesOf(passes.filter(({ table }) => table === last?.table));
    const rules = { passes, looks, ...(entry && { entry }) };
    return verdict.verdict === 'reject'
      ? this.stop(netns, place, skb, known ?? 'rejected-by-rule', because, verdict.answer, rules)
      : this.stop(netns, place, skb, known ?? 'dropped-by-rule', because, 'silence', rules);
  }

  /** fib_table_lookup found no route, or one that says no: ip_error answers for those that do so aloud. */
  private unroutable(
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
  private tooBig(netns: Netns, skb: Skb, decision: Leading): End {
    assert(decision.kind === 'unicast', 'what stays in the namespace is never too big');
    const { because } = decision.device;
    const answer = netns === this.origin ? 'silence' : 'icmp-fragmentation-needed';
    const place = at(netns, 'routing');
    return this.stop(netns, place, skb, 'too-big', because, answer, {}, mtuOf(decision));
  }

  /** ARP asks three times and gives up (arp_solicit, neigh_timer_handler): the sender is told. */
  private noNeighbor(from: Station, skb: Skb): End {
    const { netns, interface: device } = from;
    const answer = netns === this.origin ? 'silence' : 'icmp-host-unreachable';
    return this.stop(netns, atDevice(from), skb, 'no-neighbor', device.because, answer);
  }

  stop(
    netns: Netns,
    place: Place,
    skb: Skb,
    reason: FailureReason,
    because: readonly Ref[],
    answer: Steps['stop']['answer'] = 'silence',
    by: StoppedBy = {},
    mtu?: number,
  ): End {
    this.note('stop', place, skb.packet, skb.packet, because, {
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

  private noteRoute(
    netns: Netns,
    decision: Decision,
    kind: Steps['route']['kind'],
    before: Packet,
    after = before,
  ): void {
    const route = decision.kind === 'local' ? undefined : decision.route;
    this.keep({
      step: 'route',
      place: at(netns, 'routing'),
      before,
      after,
      because: route?.because ?? netns.because,
      kind,
      route,
      ...(route?.nextHops && decision.kind === 'unicast' && { nextHop: decision.neighbor }),
    });
  }

  note<Name extends StepName>(
    step: Name,
    place: Place,
    before: Packet,
    after: Packet,
    because: readonly Ref[],
    facts: Steps[Name],
  ): void {
    this.keep({ step, place, before, after, because, ...facts } as unknown as Hop);
  }

  private keep(hop: Hop): void {
    assert(this.hops.length < hopsMax, 'no way through a cluster has so many hops');
    this.hops.push(hop);
  }
}

/**
 * nf_ct_attach: an error about a packet belongs to the packet's connection, also to one that will not be remembered. Sockets let go of it
 * before they answer.
 */
function relatedTo(track: Track | undefined): Track | undefined {
  if (!track) return undefined;
  const direction = track.direction === 'original' ? 'reply' : 'original';
  return { entry: track.entry, direction, state: 'RELATED', confirmed: true };
}

type Dead = Extract<Decision, { kind: 'dead' }>;
type Leading = Exclude<Decision, Dead>;

function leads(decision: Decision | undefined): decision is Leading {
  return decision !== undefined && decision.kind !== 'dead';
}

function fits({ bytes = 0 }: Packet, decision: Leading): boolean {
  return decision.kind === 'local' || bytes <= mtuOf(decision);
}

function mtuOf({ route, device }: Extract<Leading, { kind: 'unicast' }>): number {
  return route.mtu ?? device.mtu;
}

/** What the sender's own kernel does without a word to the sender. */
const inSilence: ReadonlySet<FailureReason> = new Set(['dropped-by-rule', 'dropped-by-program']);

function deviceName(decision: Leading): string {
  return decision.kind === 'local' ? 'lo' : decision.device.name;
}

/** The devices that take other packets out of packets for this namespace. */
const tunnelsOf = remember((netns: Netns): readonly Station[] =>
  [...netns.interfaces.values()]
    .filter(({ device }) => definitionOf(device).tunnel)
    .map((end) => ({ netns, interface: end })),
);

/** What nobody takes: the beginning of a connection, the answer to one, or something of one that is no longer known. */
function reasonForReset(flags: readonly TcpFlag[]): FailureReason {
  if (!flags.includes('ACK')) return 'nothing-listens';
  return flags.includes('SYN') ? 'stray-answer' : 'unknown-connection';
}

function listenerFor(netns: Netns, { destination, transport }: Packet): Listener | undefined {
  if (!hasPorts(transport)) return undefined;
  // What is not the beginning of a connection needs one.
  if (transport.protocol === 'TCP' && transport.flags?.includes('ACK')) return undefined;
  const fits = netns.listeners.filter(
    ({ protocol, port }) => protocol === transport.protocol && port === transport.destinationPort,
  );
  return (
    fits.find(({ address }) => address === destination) ??
    fits.find(({ address }) => address === '0.0.0.0' || address === '::')
  );
}
