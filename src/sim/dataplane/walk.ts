import { assert } from '../../base/assert.ts';
import { remember } from '../../base/remember.ts';
import type { Ref } from '../api/types.ts';
import { hasPorts, withPort, type Ip, type Packet, type TcpFlag } from '../net/index.ts';
import type { StopReason, Hop, Steps } from '../trace/types.ts';
import type { Track } from './conntrack.ts';
import { definitionOf } from './devices/index.ts';
import type { Kernel, LinkHeader } from './driver.ts';
import type { End } from './end.ts';
import { causesOf, runHook, type HookResult, type IpvsPass } from './hooks/index.ts';
import type { Memory } from './memory.ts';
import { headerTowards } from './neighbor.ts';
import type { Hook } from './netfilter/types.ts';
import { at } from './place.ts';
import { withTtl } from './rewrite.ts';
import { decide, mtuOf, type Decision, type Leading } from './routing.ts';
import { masterOf } from './segment.ts';
import { skbOf, type Between, type Skb } from './skb.ts';
import { belongs, type OpenSocket } from './socket.ts';
import { stationOf, stationsOf, type Station } from './station.ts';
import { Trail } from './trail.ts';
import type { Cluster, Listener, Netns } from './types.ts';

/**
 * Walks one packet through the cluster: every hop is a route looked up, a rule that fitted, a device that did its work. Layer 3
 * is here, its functions named after what the kernel calls the same moment (net/ipv4); what devices do is in `devices/`.
 */
export class Walk extends Trail implements Kernel {
  readonly cluster: Cluster;
  readonly memory: Memory;
  private readonly sockets: readonly OpenSocket[];

  constructor(
    cluster: Cluster,
    memory: Memory,
    sockets: readonly OpenSocket[],
    origin: Netns,
    hops: readonly Hop[] = [],
  ) {
    super(origin, hops);
    this.cluster = cluster;
    this.memory = memory;
    this.sockets = sockets;
  }

  /** A process, or the kernel itself, of `origin` sends a packet. `track` is the connection it is known to belong to. */
  send(packet: Packet, process: string, because: readonly Ref[], track?: Track): End {
    const { origin } = this;
    const place = at(origin, 'socket');
    this.note({ step: 'send', place, before: packet, after: packet, because, process });
    return this.output(origin, skbOf(packet, 0, track));
  }

  /** ip_local_out: route, OUTPUT, and a second look at the route when a rule changed the destination. */
  output(netns: Netns, skb: Skb, maker?: string): End {
    const first = decide(netns, skb.packet.destination, skb.packet);
    if (!leads(first)) return this.unroutable(netns, skb, first, 'output');
    this.noteRoute(netns, first, 'output', skb.packet);
    if (isTooBig(skb.packet, first)) return this.tooBig(netns, skb, first);
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
    return this.sendTo(decision.out, decision.neighbor, skb);
  }

  private loop(netns: Netns, skb: Skb): End {
    const lo = stationOf(netns, 'lo');
    assert(lo, 'every namespace is born with a loopback device');
    const { mac } = lo.interface;
    return this.transmit(lo, skb, { sourceMac: mac, destinationMac: mac });
  }

  /** ip_finish_output2: find the neighbour's hardware address and hand the frame to the device. */
  private sendTo(from: Station, neighbor: Ip, skb: Skb): End {
    const header = this.neighbor(from, neighbor);
    return header ? this.transmit(from, skb, header) : this.noNeighbor(from, skb);
  }

  neighbor(from: Station, address: Ip): LinkHeader | undefined {
    return headerTowards(this.cluster, from, address);
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
    const skb = skbOf(packet);
    if (!far) return this.stop(from.netns, from.place, skb, 'no-neighbor', from.interface.because);
    const { sourceMac, destinationMac } = header;
    this.note({
      step: 'cross',
      place: far.place,
      before: packet,
      after: packet,
      because: far.interface.because,
      link,
      from: from.id,
      sourceMac,
      destinationMac,
    });
    return this.arrive(far, skb, header);
  }

  /** netif_receive_skb: programs at tc see it first; then a port gives what it gets to its bridge, other interfaces to layer 3. */
  arrive(at: Station, skb: Skb, header: LinkHeader): End {
    const taken = at.interface.tc?.ingress?.run(this, at, skb, header);
    if (taken) return taken;
    const master = masterOf(at);
    if (!master) return this.receive(at, skb);
    const { ports } = definitionOf(master.interface.device);
    assert(ports, `${master.interface.name} takes frames from its ports`);
    return ports.receive(this, master, at, skb, header);
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
    if (isTooBig(skb.packet, decision)) return this.tooBig(netns, skb, decision);
    const before = skb.packet;
    skb.packet = withTtl(before, before.ttl - 1);
    this.noteRoute(netns, decision, 'forward', before, skb.packet);
    const stopped = this.hook(netns, hook, skb, {
      inInterface: hook === 'FORWARD' ? inInterface : undefined,
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
    const step = 'deliver';
    const place = at(netns, 'socket');
    if (open) {
      const { process } = open;
      this.note({ step, place, before: packet, after: packet, because: [], process });
      return { end: 'arrived', netns, packet, socket: open };
    }
    const listener = listenerFor(netns, packet);
    if (listener) {
      const { because, process } = listener;
      this.note({ step, place, before: packet, after: packet, because, process, listener });
      return { end: 'arrived', netns, packet, listener };
    }
    const { transport } = packet;
    const { because } = netns;
    if (transport.protocol === 'ICMP' && transport.type === 'echo-request') {
      this.note({ step, place, before: packet, after: packet, because, process: 'kernel' });
      return { end: 'arrived', netns, packet };
    }
    if (!hasPorts(transport)) return this.stop(netns, place, skb, 'nothing-listens', because);
    const reason = reasonForReset(transport.flags ?? []);
    const answer = transport.protocol === 'TCP' ? 'tcp-reset' : 'icmp-port-unreachable';
    return this.stop(netns, place, skb, reason, because, answer);
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
      else this.note(part);
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
    this.note({
      step: 'ipvs',
      place,
      before,
      after,
      because: [...realServer.because, ...virtualServer.because],
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
    const known: StopReason | undefined = meaning === 'source-range' ? undefined : meaning;
    // What other tables made of the packet before has nothing to do with it.
    const because = causesOf(passes.filter(({ table }) => table === last?.table));
    const rules = { passes, looks, ...(entry && { entry }) };
    return verdict.verdict === 'reject'
      ? this.stop(netns, place, skb, known ?? 'rejected-by-rule', because, verdict.answer, rules)
      : this.stop(netns, place, skb, known ?? 'dropped-by-rule', because, 'silence', rules);
  }
}

function leads(decision: Decision | undefined): decision is Leading {
  return decision !== undefined && decision.kind !== 'dead';
}

function isTooBig({ bytes = 0 }: Packet, decision: Leading): boolean {
  return decision.kind === 'unicast' && bytes > mtuOf(decision);
}

function deviceName(decision: Leading): string {
  return decision.kind === 'local' ? 'lo' : decision.out.interface.name;
}

/** The devices that take other packets out of packets for this namespace. */
const tunnelsOf = remember((netns: Netns): readonly Station[] =>
  [...stationsOf(netns).values()].filter((each) => definitionOf(each.interface.device).tunnel),
);

/** What nobody takes: the beginning of a connection, the answer to one, or something of one that is no longer known. */
function reasonForReset(flags: readonly TcpFlag[]): StopReason {
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
