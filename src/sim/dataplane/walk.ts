import { assert } from '../../base/assert.ts';
import { hash32 } from '../../base/random.ts';
import type { Ref } from '../api/types.ts';
import type { Frame, Ip, Packet } from '../net/index.ts';
import type { FailureReason, Hop, Place, StepName, Steps } from '../trace/types.ts';
import { causesOf, runHook, type Between, type HookPass, type Skb } from './hooks.ts';
import { icmpError, resetFor } from './answers.ts';
import type { Memory } from './memory.ts';
import type { Hook } from './netfilter/types.ts';
import { withTtl } from './rewrite.ts';
import { decide, resolveNeighbor, type Decision } from './routing.ts';
import { belongs, type OpenSocket } from './socket.ts';
import { peerOf, stationsOn, type Station } from './segment.ts';
import type { Cluster, Interface, Listener, Netns } from './types.ts';

/** How one packet's way ended. */
export type End =
  | {
      readonly end: 'arrived';
      readonly netns: Netns;
      readonly packet: Packet;
      readonly listener?: Listener;
      readonly socket?: OpenSocket;
    }
  | {
      readonly end: 'stopped';
      readonly reason: FailureReason;
      readonly because: readonly Ref[];
      /** What is sent back, and from where; absent for silence. */
      readonly answer?: { readonly netns: Netns; readonly packet: Packet };
      /** The kernel of the sender itself knew: the sender is told without any packet. */
      readonly local: boolean;
    };

/** More hops than any way through a cluster needs; TTL ends loops long before. */
const hopsMax = 1500;
const vxlanOverheadBytes = 50;

/**
 * Walks one packet through the cluster: every hop is a route looked up, a rule that fitted, a bridge or tunnel that did its
 * work. The functions are named after what the kernel calls the same moment (net/ipv4, net/bridge, net/bridge/br_netfilter_hooks.c).
 */
export class Walk {
  readonly hops: Hop[] = [];
  private readonly cluster: Cluster;
  private readonly memory: Memory;
  private readonly sockets: readonly OpenSocket[];
  private readonly origin: Netns;

  constructor(cluster: Cluster, memory: Memory, sockets: readonly OpenSocket[], origin: Netns) {
    this.cluster = cluster;
    this.memory = memory;
    this.sockets = sockets;
    this.origin = origin;
  }

  /** A process, or the kernel itself, of `origin` sends a packet. */
  send(packet: Packet, process: string, because: readonly Ref[]): End {
    const { origin } = this;
    this.note('send', at(origin, 'socket'), packet, packet, because, { process });
    return this.output(origin, { packet, mark: 0 });
  }

  /** ip_local_out: route, OUTPUT, and a second look at the route when a rule changed the destination. */
  private output(netns: Netns, skb: Skb): End {
    const first = decide(netns, skb.packet.destination);
    if (!first) return this.unroutable(netns, skb, true);
    this.noteRoute(netns, first, 'output', skb.packet);
    const asked = skb.packet.destination;
    const stopped = this.hook(netns, 'OUTPUT', skb, { outInterface: deviceName(first) });
    if (stopped) return stopped;
    if (skb.packet.destination === asked) return this.finishOutput(netns, skb, first);
    const again = decide(netns, skb.packet.destination);
    if (!again) return this.unroutable(netns, skb, true);
    this.noteRoute(netns, again, 'output', skb.packet);
    return this.finishOutput(netns, skb, again);
  }

  /** ip_output: POSTROUTING, then out of the device. */
  private finishOutput(netns: Netns, skb: Skb, decision: Decision, inInterface?: string): End {
    const outInterface = deviceName(decision);
    const stopped = this.hook(netns, 'POSTROUTING', skb, {
      outInterface,
      ...(inInterface !== undefined && { inInterface }),
    });
    if (stopped) return stopped;
    if (decision.kind === 'local') return this.loop(netns, skb);
    return this.transmit(netns, decision.device, decision.neighbor, skb);
  }

  private loop(netns: Netns, skb: Skb): End {
    const from = { netns: netns.id, name: 'lo' };
    const link = { link: 'loopback', from, sourceMac: noMac, destinationMac: noMac } as const;
    this.note('cross', at(netns, 'device:lo'), skb.packet, skb.packet, [], link);
    return this.receive(netns, 'lo', skb);
  }

  /** ip_finish_output2: find the neighbour's hardware address and hand the frame to the device. */
  private transmit(netns: Netns, device: Interface, neighbor: Ip, skb: Skb): End {
    const resolved = resolveNeighbor(this.cluster, netns, device, neighbor);
    if (!resolved) return this.noNeighbor(netns, device, skb);
    const frame: Frame = {
      sourceMac: device.mac,
      destinationMac: resolved.mac,
      packet: skb.packet,
    };
    switch (device.device.type) {
      case 'vxlan':
        return this.encapsulate(netns, device, device.device, frame, skb.mark);
      case 'bridge':
        return this.bridgeTransmit(netns, device, frame);
      default:
        this.note(
          'transmit',
          at(netns, `device:${device.name}`),
          skb.packet,
          skb.packet,
          device.because,
          {
            neighbor,
            mac: resolved.mac,
            learned: resolved.learned,
          },
        );
        return this.cross(netns, device, frame);
    }
  }

  /** vxlan_xmit: the FDB names the node, the frame becomes the payload of a UDP packet of this node. */
  private encapsulate(
    netns: Netns,
    device: Interface,
    vxlan: Extract<Interface['device'], { type: 'vxlan' }>,
    frame: Frame,
    mark: number,
  ): End {
    const remote = vxlan.remotes.find(({ mac }) => mac === frame.destinationMac);
    if (!remote)
      return this.stop(
        netns,
        at(netns, `device:${device.name}`),
        { packet: frame.packet, mark },
        'no-neighbor',
        device.because,
      );
    const outer: Packet = {
      source: vxlan.local,
      destination: remote.destination,
      ttl: 64,
      transport: {
        protocol: 'UDP',
        sourcePort: entropyPort(frame.packet),
        destinationPort: vxlan.port,
      },
      payload: { carries: 'vxlan', vni: vxlan.vni, frame },
    };
    this.note(
      'encapsulate',
      at(netns, `device:${device.name}`),
      frame.packet,
      outer,
      [...remote.because, ...device.because],
      {
        device: device.name,
        vni: vxlan.vni,
        remote: remote.destination,
        overheadBytes: vxlanOverheadBytes,
      },
    );
    // The mark stays on the packet inside one namespace (iptunnel_xmit); connection tracking starts anew (nf_reset_ct).
    return this.output(netns, { packet: outer, mark });
  }

  /** br_dev_xmit: the node itself sends into its bridge; no hooks here. */
  private bridgeTransmit(netns: Netns, bridge: Interface, frame: Frame): End {
    assert(bridge.device.type === 'bridge', `${bridge.name} is a bridge`);
    const port = bridge.device.fdb.find(({ mac }) => mac === frame.destinationMac);
    const outPort = port && netns.interfaces.get(port.port);
    if (!outPort)
      return this.stop(
        netns,
        at(netns, `device:${bridge.name}`),
        { packet: frame.packet, mark: 0 },
        'no-neighbor',
        bridge.because,
      );
    this.note(
      'bridge',
      at(netns, `device:${bridge.name}`),
      frame.packet,
      frame.packet,
      outPort.because,
      {
        bridge: bridge.name,
        destinationMac: frame.destinationMac,
        outPort: outPort.name,
      },
    );
    return this.cross(netns, outPort, frame);
  }

  private cross(netns: Netns, device: Interface, frame: Frame): End {
    const far = this.farEnd(device, frame.destinationMac);
    if (!far)
      return this.stop(
        netns,
        at(netns, `device:${device.name}`),
        { packet: frame.packet, mark: 0 },
        'no-neighbor',
        device.because,
      );
    this.note(
      'cross',
      at(far.netns, `device:${far.interface.name}`),
      frame.packet,
      frame.packet,
      far.interface.because,
      {
        link: device.device.type === 'veth' ? 'veth' : 'wire',
        from: { netns: netns.id, name: device.name },
        sourceMac: frame.sourceMac,
        destinationMac: frame.destinationMac,
      },
    );
    if (far.interface.master !== undefined)
      return this.bridgeReceive(far.netns, far.interface, frame);
    return this.receive(far.netns, far.interface.name, { packet: frame.packet, mark: 0 });
  }

  private farEnd(device: Interface, mac: string): Station | undefined {
    if (device.device.type === 'veth') return peerOf(this.cluster, device);
    if (device.device.type !== 'ethernet') return undefined;
    return stationsOn(this.cluster, device.device.segment).find(
      (heard) => heard.interface.mac === mac,
    );
  }

  /** br_handle_frame, with br_nf_pre_routing where bridge-nf shows bridged packets to iptables. */
  private bridgeReceive(netns: Netns, inPort: Interface, frame: Frame): End {
    const bridge = netns.interfaces.get(inPort.master ?? '');
    assert(bridge?.device.type === 'bridge', `${inPort.name} is a port of a bridge`);
    const skb: Skb = { packet: frame.packet, mark: 0 };
    const filtered = netns.sysctls.bridgeNfCallIptables;
    let destinationMac = frame.destinationMac;
    if (filtered) {
      const stopped = this.hook(netns, 'PREROUTING', skb, {
        inInterface: bridge.name,
        bridgeInPort: inPort.name,
      });
      if (stopped) return stopped;
      if (skb.packet.destination !== frame.packet.destination)
        destinationMac = this.macAfterNat(netns, bridge, skb.packet);
    }
    if (destinationMac === bridge.mac) {
      this.note(
        'bridge',
        at(netns, `device:${bridge.name}`),
        skb.packet,
        skb.packet,
        inPort.because,
        {
          bridge: bridge.name,
          destinationMac,
          inPort: inPort.name,
        },
      );
      return this.receive(netns, bridge.name, skb, filtered);
    }
    return this.bridgeForward(netns, bridge, inPort, { ...frame, destinationMac }, skb, filtered);
  }

  /** br_nf_pre_routing_finish: a new destination behind this bridge keeps the frame on it, any other takes it up to the node. */
  private macAfterNat(netns: Netns, bridge: Interface, packet: Packet): string {
    const decision = decide(netns, packet.destination);
    if (decision?.kind !== 'unicast' || decision.device !== bridge) return bridge.mac;
    return resolveNeighbor(this.cluster, netns, bridge, decision.neighbor)?.mac ?? bridge.mac;
  }

  /** br_forward between two ports: FORWARD and POSTROUTING see the packet, TTL does not change. */
  private bridgeForward(
    netns: Netns,
    bridge: Interface,
    inPort: Interface,
    frame: Frame,
    skb: Skb,
    filtered: boolean,
  ): End {
    assert(bridge.device.type === 'bridge', `${bridge.name} is a bridge`);
    const place = at(netns, `device:${bridge.name}`);
    const { destinationMac } = frame;
    const port = bridge.device.fdb.find(({ mac }) => mac === destinationMac);
    const outPort = port && netns.interfaces.get(port.port);
    if (!outPort || (outPort === inPort && !bridge.device.hairpin))
      return this.stop(netns, place, skb, 'no-neighbor', bridge.because);
    this.note('bridge', place, skb.packet, skb.packet, outPort.because, {
      bridge: bridge.name,
      destinationMac,
      inPort: inPort.name,
      outPort: outPort.name,
    });
    if (filtered) {
      const between = {
        inInterface: bridge.name,
        outInterface: bridge.name,
        bridgeInPort: inPort.name,
        bridgeOutPort: outPort.name,
      };
      const stopped =
        this.hook(netns, 'FORWARD', skb, between) ?? this.hook(netns, 'POSTROUTING', skb, between);
      if (stopped) return stopped;
    }
    return this.cross(netns, outPort, { ...frame, packet: skb.packet });
  }

  /** ip_rcv: PREROUTING (unless the bridge has shown it already: ip_sabotage_in), then local or forward. */
  private receive(netns: Netns, inInterface: string, skb: Skb, seen = false): End {
    if (!seen) {
      const stopped = this.hook(netns, 'PREROUTING', skb, { inInterface });
      if (stopped) return stopped;
    }
    const decision = decide(netns, skb.packet.destination);
    if (decision?.kind === 'local') return this.deliverLocal(netns, inInterface, skb);
    return this.forward(netns, inInterface, skb, decision);
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
    if (!decision) return this.unroutable(netns, skb, false);
    if (skb.packet.ttl <= 1) {
      return this.stop(netns, at(netns, 'routing'), skb, 'hop-limit', [], 'icmp-time-exceeded');
    }
    const before = skb.packet;
    skb.packet = withTtl(before, before.ttl - 1);
    this.noteRoute(netns, decision, 'forward', before, skb.packet);
    const stopped = this.hook(netns, 'FORWARD', skb, {
      inInterface,
      outInterface: deviceName(decision),
    });
    return stopped ?? this.finishOutput(netns, skb, decision, inInterface);
  }

  /** ip_local_deliver: INPUT, then the tunnel device or the socket that waits for it. */
  private deliverLocal(netns: Netns, inInterface: string, skb: Skb): End {
    this.noteRoute(netns, { kind: 'local' }, 'local', skb.packet);
    const stopped = this.hook(netns, 'INPUT', skb, { inInterface });
    if (stopped) return stopped;
    const tunnel = this.tunnelFor(netns, skb.packet);
    if (tunnel) return this.decapsulate(netns, tunnel, skb.packet);
    return this.socket(netns, skb);
  }

  private tunnelFor(netns: Netns, { transport, payload }: Packet): Interface | undefined {
    if (payload?.carries !== 'vxlan' || transport.protocol !== 'UDP') return undefined;
    return [...netns.interfaces.values()].find(
      ({ device }) =>
        device.type === 'vxlan' &&
        device.port === transport.destinationPort &&
        device.vni === payload.vni,
    );
  }

  /** vxlan_rcv. */
  private decapsulate(netns: Netns, device: Interface, outer: Packet): End {
    assert(outer.payload?.carries === 'vxlan', 'a tunnel device gets tunnel packets');
    const { frame, vni } = outer.payload;
    this.note(
      'decapsulate',
      at(netns, `device:${device.name}`),
      outer,
      frame.packet,
      device.because,
      { device: device.name, vni },
    );
    return this.receive(netns, device.name, { packet: frame.packet, mark: 0 });
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
    if (packet.transport.protocol === 'ICMP')
      return this.stop(netns, at(netns, 'socket'), skb, 'nothing-listens', netns.because);
    const answer = packet.transport.protocol === 'TCP' ? 'tcp-reset' : 'icmp-port-unreachable';
    return this.stop(netns, at(netns, 'socket'), skb, 'nothing-listens', netns.because, answer);
  }

  private hook(netns: Netns, hook: Hook, skb: Skb, between: Between): End | undefined {
    const pass = runHook(netns, hook, skb, between, this.memory);
    if (!pass) return undefined;
    if (pass.stopped) return this.stoppedByRule(netns, hook, skb, pass);
    this.note(
      'netfilter',
      at(netns, `hook:${hook}`),
      pass.before,
      pass.after,
      causesOf(pass.passes),
      {
        hook,
        passes: pass.passes,
        looked: pass.looked,
        state: pass.state,
        ...(pass.rewrite && { rewrite: pass.rewrite }),
        ...(pass.entry && { entry: pass.entry }),
      },
    );
    return undefined;
  }

  private stoppedByRule(netns: Netns, hook: Hook, skb: Skb, { passes, stopped }: HookPass): End {
    const meaning = passes.at(-1)?.rule.meaning;
    const known: FailureReason | undefined =
      meaning === 'no-endpoints' || meaning === 'no-local-endpoints' ? meaning : undefined;
    const place = at(netns, `hook:${hook}`);
    if (stopped?.verdict === 'reject') {
      return this.stop(
        netns,
        place,
        skb,
        known ?? 'rejected-by-rule',
        causesOf(passes),
        stopped.answer,
        passes,
      );
    }
    return this.stop(
      netns,
      place,
      skb,
      known ?? 'dropped-by-rule',
      causesOf(passes),
      'silence',
      passes,
    );
  }

  private unroutable(netns: Netns, skb: Skb, local: boolean): End {
    const answer =
      netns.unroutable === 'unreachable' && !local ? 'icmp-net-unreachable' : 'silence';
    return this.stop(netns, at(netns, 'routing'), skb, 'no-route', netns.because, answer);
  }

  /** ARP asks three times and gives up (arp_solicit, neigh_timer_handler): the sender is told. */
  private noNeighbor(netns: Netns, device: Interface, skb: Skb): End {
    const answer = netns === this.origin ? 'silence' : 'icmp-host-unreachable';
    return this.stop(
      netns,
      at(netns, `device:${device.name}`),
      skb,
      'no-neighbor',
      device.because,
      answer,
    );
  }

  private stop(
    netns: Netns,
    place: Place,
    skb: Skb,
    reason: FailureReason,
    because: readonly Ref[],
    answer: Steps['stop']['answer'] = 'silence',
    passes: Steps['stop']['passes'] = [],
  ): End {
    this.note('stop', place, skb.packet, skb.packet, because, { reason, answer, passes });
    const packet =
      answer === 'tcp-reset'
        ? resetFor(skb.packet)
        : answer === 'silence'
          ? undefined
          : icmpError(netns, skb.packet, answer);
    const local = netns === this.origin && answer === 'silence' && reason !== 'dropped-by-rule';
    return { end: 'stopped', reason, because, local, ...(packet && { answer: { netns, packet } }) };
  }

  private noteRoute(
    netns: Netns,
    decision: Decision,
    kind: Steps['route']['kind'],
    before: Packet,
    after = before,
  ): void {
    const route = decision.kind === 'unicast' ? decision.route : undefined;
    this.note('route', at(netns, 'routing'), before, after, route?.because ?? netns.because, {
      kind,
      ...(route && { route }),
    });
  }

  private note<Name extends StepName>(
    step: Name,
    place: Place,
    before: Packet,
    after: Packet,
    because: readonly Ref[],
    facts: Steps[Name],
  ): void {
    assert(this.hops.length < hopsMax, `a packet needs fewer than ${hopsMax} hops`);
    this.hops.push({ step, place, before, after, because, ...facts } as unknown as Hop);
  }
}

const noMac = '00:00:00:00:00:00';

function at(netns: Netns, where: Place['at']): Place {
  return { netns: netns.id, at: where };
}

function deviceName(decision: Decision): string {
  return decision.kind === 'local' ? 'lo' : decision.device.name;
}

/** udp_flow_src_port: the outer source port is a hash of the inner flow, so that one flow keeps one path. */
function entropyPort({ source, destination, transport }: Packet): number {
  const ports =
    transport.protocol === 'ICMP' ? '' : `${transport.sourcePort} ${transport.destinationPort}`;
  return 32768 + (hash32(`${transport.protocol} ${source} ${destination} ${ports}`) % 28232);
}

function listenerFor(netns: Netns, { destination, transport }: Packet): Listener | undefined {
  if (transport.protocol === 'ICMP') return undefined;
  const fits = netns.listeners.filter(
    ({ protocol, port }) => protocol === transport.protocol && port === transport.destinationPort,
  );
  return (
    fits.find(({ address }) => address === destination) ??
    fits.find(({ address }) => address === '0.0.0.0' || address === '::')
  );
}
