import { randomFrom } from '../../base/random.ts';
import { candidates } from '../dns/index.ts';
import type { Ref } from '../api/types.ts';
import {
  addressesIn,
  familyOf,
  readIp,
  type DnsMessage,
  type Ip,
  type Packet,
  type Payload,
  type TcpFlag,
} from '../net/index.ts';
import { serverNamed } from '../process/index.ts';
import type {
  FailureReason,
  Hop,
  Leg,
  Outcome,
  Purpose,
  Request,
  Result,
  Sender,
  Trace,
} from '../trace/types.ts';
import { tupleOf } from './conntrack.ts';
import { freshState, Memory, type KernelState } from './memory.ts';
import { sourceFor } from './routing.ts';
import { readTarget, type Target } from './target.ts';
import type { Cluster, Listener, Netns } from './types.ts';
import { echoReply, packetOf, sends, type OpenSocket } from './socket.ts';
import { Walk, type End } from './walk.ts';
import { resultOf, wordsFor, wordsOf } from './words.ts';

export interface Sent {
  readonly trace: Trace;
  /** What the kernels remember now: pass it with the next request to go on from here. */
  readonly state: KernelState;
}

/**
 * Sends a request and follows everything it causes: lookups, the connection, the answer. The same cluster, request and state
 * give the same trace, always. Never throws for anything a learner can ask.
 */
export function send(cluster: Cluster, request: Request, state: KernelState = freshState): Sent {
  const random = randomFrom(
    cluster.spec.seed,
    request.attempt,
    JSON.stringify(request.from),
    request.to,
  );
  const memory = new Memory(state, random);
  const exchange = new Exchange(cluster, request, memory);
  const outcome = exchange.run();
  return { trace: { request, legs: exchange.legs, outcome }, state: memory.state() };
}

/** The namespace a sender's packets start in; `undefined` when there is no such Pod, node or host, or it does not run. */
export function namespaceOf(cluster: Cluster, from: Sender): Netns | undefined {
  if (from.kind === 'node') return cluster.namespaces.get(`node:${from.name}`);
  if (from.kind === 'host') return cluster.namespaces.get(`host:${from.name}`);
  const pod = cluster.store.get('Pod', from.namespace, from.name);
  if (pod?.spec.hostNetwork && pod.spec.nodeName !== undefined)
    return cluster.namespaces.get(`node:${pod.spec.nodeName}`);
  return cluster.namespaces.get(`pod:${from.namespace}/${from.name}`);
}

interface Arrived {
  readonly end: Extract<End, { end: 'arrived' }>;
  readonly leg: number;
}

class Exchange {
  readonly legs: Leg[] = [];
  private readonly cluster: Cluster;
  private readonly request: Request;
  private readonly memory: Memory;
  private readonly sockets: OpenSocket[] = [];

  constructor(cluster: Cluster, request: Request, memory: Memory) {
    this.cluster = cluster;
    this.request = request;
    this.memory = memory;
  }

  run(): Outcome {
    const target = readTarget(this.request.to);
    if (!target)
      return this.failed('unresolved', 'bad-target', `curl: (3) URL rejected: ${this.request.to}`);
    const netns = namespaceOf(this.cluster, this.request.from);
    if (!netns) return this.failed('unresolved', 'unknown-sender', '');
    const resolved = this.resolve(netns, target.host);
    if ('result' in resolved) return resolved;
    if (target.scheme === 'dns')
      return this.answered(resolved.answeredBy, `${target.host} has address ${resolved.address}`);
    return this.talk(netns, target, resolved.address);
  }

  /** getaddrinfo: an address as it is, /etc/hosts, then each name of the search list until one has an address. */
  private resolve(netns: Netns, host: string): { address: Ip; answeredBy?: Netns['id'] } | Outcome {
    const literal = readIp(host);
    if (literal) return { address: literal };
    const inHosts = netns.resolver.hosts.get(host);
    if (inHosts) return { address: inHosts };
    const says = `curl: (6) Could not resolve host: ${host}`;
    const server = netns.resolver.nameservers[0];
    if (!server) return this.failed('unresolved', 'no-resolver', says, netns.resolver.because);
    let reason: FailureReason = 'name-not-found';
    for (const name of candidates(host, netns.resolver)) {
      const asked = this.ask(netns, server, name);
      if ('result' in asked) return { ...asked, result: 'unresolved', says };
      const [address] = addressesIn(asked.message);
      if (address) return { address, ...(asked.answeredBy && { answeredBy: asked.answeredBy }) };
      if (asked.message.answer?.rcode === 'NOERROR') reason = 'name-without-address';
    }
    return this.failed('unresolved', reason, says);
  }

  private ask(
    netns: Netns,
    server: Ip,
    name: string,
  ): { message: DnsMessage; answeredBy?: Netns['id'] } | Outcome {
    const query: DnsMessage = {
      carries: 'dns',
      id: this.memory.random.below(65536),
      question: { name, type: 'A' },
    };
    const socket = this.open(netns, 'UDP', server, 53);
    if (!socket) return this.failed('unreachable', 'no-route', '', netns.because);
    const there = this.leg('dns-query', netns, packetOf(socket, [], query));
    if ('result' in there) return there;
    const back = this.answer('dns-answer', there, []);
    if ('result' in back) return back;
    const { payload } = back.end.packet;
    if (payload?.carries !== 'dns') return this.failed('timed-out', 'no-answer', '');
    return { message: payload, answeredBy: there.end.netns.id };
  }

  private talk(netns: Netns, target: Target, address: Ip): Outcome {
    if (target.scheme === 'icmp') return this.ping(netns, target, address);
    const protocol = target.scheme === 'udp' ? 'UDP' : target.scheme === 'sctp' ? 'SCTP' : 'TCP';
    const socket = this.open(netns, protocol, address, target.port);
    const outcome = socket
      ? protocol === 'TCP'
        ? this.connect(netns, socket, target)
        : this.datagram(netns, socket)
      : this.failed('unreachable', 'no-route', '', netns.because);
    return outcome.says === '' ? { ...outcome, says: wordsFor(outcome, target) } : outcome;
  }

  private connect(netns: Netns, socket: OpenSocket, target: Target): Outcome {
    const syn = this.leg('connect', netns, packetOf(socket, ['SYN']));
    if ('result' in syn) return syn;
    const accepted = this.reply('accept', syn, ['SYN', 'ACK']);
    if ('result' in accepted) return accepted;
    const http = target.scheme === 'http' || target.scheme === 'https';
    const body: Payload = http
      ? { carries: 'http-request', method: 'GET', host: target.host, path: target.path }
      : { carries: 'bytes', text: 'PING' };
    const asked = this.leg('request', netns, packetOf(socket, ['ACK', 'PSH'], body));
    if ('result' in asked) return asked;
    const answered = this.answer('response', asked, ['ACK', 'PSH']);
    return 'result' in answered
      ? answered
      : this.answered(
          asked.end.netns.id,
          wordsOf(answered.end.packet),
          asked.end.listener?.because,
        );
  }

  private datagram(netns: Netns, socket: OpenSocket): Outcome {
    const there = this.leg(
      'datagram',
      netns,
      packetOf(socket, [], { carries: 'bytes', text: 'PING' }),
    );
    if ('result' in there) return there;
    const back = this.answer('response', there, []);
    return 'result' in back
      ? back
      : this.answered(there.end.netns.id, wordsOf(back.end.packet), there.end.listener?.because);
  }

  /** An echo is answered by the kernel of whoever owns the address, no process needed (RFC 1122 section 3.2.2.6). */
  private ping(netns: Netns, { host }: Target, address: Ip): Outcome {
    const socket = this.open(netns, 'ICMP', address, 0);
    if (!socket) return this.failed('unreachable', 'no-route', '', netns.because);
    const says = `PING ${host} (${address}): no answer`;
    const there = this.leg('request', netns, packetOf(socket, []));
    if ('result' in there) return { ...there, says };
    const back = this.leg('response', there.end.netns, echoReply(this.accept(there)));
    if ('result' in back) return { ...back, says };
    return this.answered(there.end.netns.id, `64 bytes from ${address}: icmp_seq=1`);
  }

  /** What the process that got the packet answers. */
  private answer(purpose: Purpose, got: Arrived, flags: readonly TcpFlag[]): Arrived | Outcome {
    const { netns, packet } = got.end;
    const listener = this.listenerOf(got);
    const payload =
      listener &&
      serverNamed(listener.server).serve(packet, {
        spec: this.cluster.spec,
        store: this.cluster.store,
        name: netns.name,
      });
    if (!payload)
      return this.failedAt('timed-out', 'no-answer', got.leg, listener?.because ?? netns.because);
    return this.reply(purpose, got, flags, payload);
  }

  private reply(
    purpose: Purpose,
    got: Arrived,
    flags: readonly TcpFlag[],
    payload?: Payload,
  ): Arrived | Outcome {
    return this.leg(purpose, got.end.netns, packetOf(this.accept(got), flags, payload));
  }

  private listenerOf(got: Arrived): Listener | undefined {
    return got.end.listener ?? this.listeners.get(got.end.socket as OpenSocket);
  }

  private readonly listeners = new Map<OpenSocket, Listener>();

  /** The socket of the one who was reached: further packets of the conversation belong to it. */
  private accept({ end }: Arrived): OpenSocket {
    if (end.socket) return end.socket;
    const { packet, netns, listener } = end;
    const tuple = tupleOf(packet);
    const socket: OpenSocket = {
      netns: netns.id,
      process: listener?.process ?? 'kernel',
      protocol: packet.transport.protocol,
      local: { ip: packet.destination, port: tuple?.destinationPort ?? 0 },
      remote: { ip: packet.source, port: tuple?.sourcePort ?? 0 },
    };
    this.sockets.push(socket);
    if (listener) this.listeners.set(socket, listener);
    return socket;
  }

  private open(
    netns: Netns,
    protocol: OpenSocket['protocol'],
    address: Ip,
    port: number,
  ): OpenSocket | undefined {
    const source = sourceFor(netns, address);
    if (!source || familyOf(source) !== familyOf(address)) return undefined;
    const local = { ip: source, port: 32768 + this.memory.random.below(28232) };
    const socket: OpenSocket = {
      netns: netns.id,
      process: this.processName(netns),
      protocol,
      local,
      remote: { ip: address, port },
    };
    this.sockets.push(socket);
    return socket;
  }

  private processName(netns: Netns): string {
    const { from } = this.request;
    if (from.kind !== 'pod') return 'curl';
    return (
      from.container ??
      this.cluster.store.get('Pod', from.namespace, from.name)?.spec.containers[0]?.name ??
      netns.name
    );
  }

  /** Walks one packet; where it is refused, walks the refusal back to the sender too. */
  private leg(purpose: Purpose, origin: Netns, packet: Packet): Arrived | Outcome {
    const end = this.walk(purpose, origin, packet);
    const leg = this.legs.length - 1;
    if (end.end === 'arrived') {
      const wrong = this.unexpected(end);
      return wrong ?? { end, leg };
    }
    return this.stopped(end, leg);
  }

  private stopped(end: Extract<End, { end: 'stopped' }>, leg: number): Outcome {
    if (end.local)
      return this.failedAt(
        end.reason === 'no-answer' ? 'timed-out' : 'unreachable',
        end.reason,
        leg,
        end.because,
      );
    if (!end.answer) return this.failedAt('timed-out', end.reason, leg, end.because);
    const { netns, packet } = end.answer;
    const told = this.walk(
      packet.transport.protocol === 'ICMP' ? 'icmp-error' : 'reset',
      netns,
      packet,
    );
    if (told.end === 'stopped') return this.failedAt('timed-out', end.reason, leg, end.because);
    return this.failedAt(resultOf(packet), end.reason, leg, end.because);
  }

  /** A reset or an ICMP error that arrives instead of an answer (its own leg has been walked by `stopped`). */
  private unexpected({ packet }: Extract<End, { end: 'arrived' }>): Outcome | undefined {
    const { transport } = packet;
    if (transport.protocol === 'ICMP' && transport.about)
      return this.failed(resultOf(packet), 'no-answer', '');
    return undefined;
  }

  private walk(purpose: Purpose, origin: Netns, packet: Packet): End {
    const walk = new Walk(this.cluster, this.memory, this.sockets, origin);
    const process =
      this.sockets.find((socket) => socket.netns === origin.id && sends(socket, packet))?.process ??
      'kernel';
    const end = walk.send(packet, process, origin.because);
    const hops =
      purpose === 'dns-query' ? [this.resolving(origin, packet), ...walk.hops] : walk.hops;
    this.legs.push({ purpose, hops, end: end.end });
    return end;
  }

  private resolving(origin: Netns, packet: Packet): Hop {
    const name = packet.payload?.carries === 'dns' ? packet.payload.question.name : '';
    const { host } = readTarget(this.request.to) ?? { host: name };
    return {
      step: 'resolve',
      place: { netns: origin.id, at: 'socket' },
      before: packet,
      after: packet,
      because: origin.resolver.because,
      name,
      candidates: candidates(host, origin.resolver),
      by: 'dns',
    };
  }

  private answered(
    by: Netns['id'] | undefined,
    says: string,
    because: readonly Ref[] = [],
  ): Outcome {
    return { result: 'delivered', because, says, ...(by !== undefined && { answeredBy: by }) };
  }

  private failed(
    result: Result,
    reason: FailureReason,
    says: string,
    because: readonly Ref[] = [],
  ): Outcome {
    const leg = this.legs.length - 1;
    const last = this.legs[leg];
    return {
      result,
      reason,
      because,
      says,
      ...(last && { at: { leg, hop: last.hops.length - 1 } }),
    };
  }

  private failedAt(
    result: Result,
    reason: FailureReason,
    leg: number,
    because: readonly Ref[],
  ): Outcome {
    const hop = (this.legs[leg]?.hops.length ?? 1) - 1;
    return { result, reason, because, says: '', at: { leg, hop } };
  }
}
