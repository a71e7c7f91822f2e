import { assert } from '../../base/assert.ts';
import type { Ref } from '../api/types.ts';
import {
  familyOf,
  type HttpHeaders,
  type Ip,
  type Packet,
  type Payload,
  type TcpFlag,
} from '../net/index.ts';
import { isRelay, serverNamed, type Relay, type Serving } from '../process/index.ts';
import type { FailureReason, Hop, Leg, Outcome, Purpose, Result } from '../trace/types.ts';
import { tupleOf, type Track } from './conntrack.ts';
import type { Memory } from './memory.ts';
import { sourceFor } from './routing.ts';
import { packetOf, sends, type OpenSocket } from './socket.ts';
import type { Cluster, Listener, Netns } from './types.ts';
import type { End } from './end.ts';
import type { Bpf, Dialled } from './bpf/types.ts';
import { Walk } from './walk.ts';
import { endOfConnection, resultOf } from './words.ts';

/** A packet that reached a socket, and the leg it did so on. */
export interface Arrived {
  readonly end: Extract<End, { end: 'arrived' }>;
  readonly leg: number;
}

/** What a name server can do about a query: ask others, remember. `done` tells, once there is an answer, what went before it. */
export interface Resolving extends NonNullable<Serving['resolving']> {
  readonly done: (answer: Packet) => readonly Hop[];
}

/** Whether something ended the request early. */
export function isOutcome<Other extends object>(value: Other | Outcome): value is Outcome {
  return 'result' in value;
}

/** The packets of one request, leg after leg, and the sockets they belong to. */
export class Conversation {
  readonly legs: Leg[] = [];
  readonly memory: Memory;
  readonly cluster: Cluster;
  /** What the program that asks was told to send besides. */
  readonly headers: HttpHeaders | undefined;
  /** Name of the program that asks. */
  private readonly process: string;
  /** The proxy whose own connection the next legs belong to. */
  private proxy: Netns['id'] | undefined;
  private readonly sockets: OpenSocket[] = [];
  private readonly listeners = new Map<OpenSocket, Listener>();
  /** Sockets of which nothing was sent yet, and what programs have made of their far end. */
  private readonly dialled = new Map<OpenSocket, Dialled>();

  constructor(cluster: Cluster, memory: Memory, process: string, headers?: HttpHeaders) {
    this.headers = headers;
    this.cluster = cluster;
    this.memory = memory;
    this.process = process;
  }

  /** Takes up a connection that was left open: the socket of the one who opened it, whose far end is remembered too. */
  resume(by: string): OpenSocket | undefined {
    const open = this.memory.connectionOf(by);
    if (!open) return undefined;
    const { client, server, listener } = open;
    this.sockets.push(client);
    if (server && isAlive(this.cluster, server)) this.sockets.push(server);
    if (server && listener) this.listeners.set(server, listener);
    return client;
  }

  /** Leaves a connection open for later requests; one that nobody `accepted` is a socket alone. */
  keep(by: string, client: OpenSocket, accepted?: Arrived): void {
    const server = accepted && this.accept(accepted);
    const listener = server && this.listeners.get(server);
    this.memory.keep({ by, client, ...(server && { server }), ...(listener && { listener }) });
  }

  /** A socket towards `address`, with a random port of the kernel's own range; `undefined` when no route leads there. */
  open(
    netns: Netns,
    protocol: OpenSocket['protocol'],
    address: Ip,
    port: number,
    {
      bytes,
      process = this.process,
    }: { readonly bytes?: number | undefined; readonly process?: string } = {},
  ): OpenSocket | undefined {
    const source = sourceFor(netns, address);
    if (!source || familyOf(source) !== familyOf(address)) return undefined;
    const socket: OpenSocket = {
      netns: netns.id,
      process,
      protocol,
      local: { ip: source, port: ephemeralFirst + this.memory.random.below(ephemeralCount) },
      remote: { ip: address, port },
      ...(bytes !== undefined && { bytes }),
    };
    const dialled = this.bpfOf(netns)?.dial(this.memory, netns, socket);
    const opened = dialled?.socket ?? socket;
    if (dialled) this.dialled.set(opened, dialled);
    this.sockets.push(opened);
    return opened;
  }

  /** Walks one packet; where it is refused, walks the refusal back to the sender too. `prelude` is what the sender did just before. */
  leg(
    purpose: Purpose,
    origin: Netns,
    packet: Packet,
    prelude: readonly Hop[] = [],
  ): Arrived | Outcome {
    const end = this.walk(purpose, origin, packet, prelude);
    const leg = this.legs.length - 1;
    if (end.end === 'arrived') return { end, leg };
    const news = this.stopped(end, leg);
    // Whoever asked hears nothing of what became of an answer.
    return askers.has(purpose) ? news : { ...news, result: 'timed-out' };
  }

  /** What the process that got a packet makes of it; `undefined` when it stays silent. */
  serve(got: Arrived, resolving?: Resolving): Payload | Relay | undefined {
    const { netns, packet } = got.end;
    const listener = this.listenerOf(got);
    if (!listener) return undefined;
    const { spec, store } = this.cluster;
    const { random } = this.memory;
    const own = [...listener.because, ...netns.because].find(({ kind }) => kind === 'Pod');
    const pod = own && store.get('Pod', own.namespace, own.name);
    return serverNamed(listener.server).serve(packet, {
      spec,
      store,
      name: netns.name,
      listener,
      random,
      nameservers: netns.resolver.nameservers,
      ...(pod && { pod }),
      ...(resolving && { resolving }),
    });
  }

  /** What the process that got a packet answers, sent back. A proxy gives no such answer: it is asked by `relay`. */
  answer(
    purpose: Purpose,
    got: Arrived,
    flags: readonly TcpFlag[],
    made?: Payload | Relay,
    resolving?: Resolving,
  ): Arrived | Outcome {
    const answer = made ?? this.serve(got, resolving);
    if (answer && !isRelay(answer)) return this.reply(purpose, got, flags, answer, resolving?.done);
    const { netns } = got.end;
    const because = this.listenerOf(got)?.because ?? netns.because;
    return this.failedAt('timed-out', 'no-answer', got.leg, because);
  }

  /** Whatever is sent during `work` belongs to a connection that a proxy opened. */
  onBehalfOf<T>(proxy: Netns['id'], work: () => T): T {
    const before = this.proxy;
    this.proxy = proxy;
    const made = work();
    this.proxy = before;
    return made;
  }

  /** The listener that a packet reached, or that its connection began with. */
  listenerOf({ end }: Arrived): Listener | undefined {
    return end.listener ?? (end.socket && this.listeners.get(end.socket));
  }

  /** What the kernel of the one who got a packet sends back. */
  reply(
    purpose: Purpose,
    got: Arrived,
    flags: readonly TcpFlag[],
    payload?: Payload,
    prelude: (packet: Packet) => readonly Hop[] = () => [],
  ): Arrived | Outcome {
    const packet = packetOf(this.accept(got), flags, payload);
    return this.leg(purpose, got.end.netns, packet, prelude(packet));
  }

  /** The socket of the one who was reached: further packets of the conversation belong to it. */
  accept({ end }: Arrived): OpenSocket {
    if (end.socket) return end.socket;
    const { packet, netns, listener } = end;
    const { bytes } = packet;
    const { protocol } = packet.transport;
    assert(protocol !== 'IPIP', 'tunnels have devices, not sockets');
    const tuple = tupleOf(packet);
    const socket: OpenSocket = {
      netns: netns.id,
      process: listener?.process ?? 'kernel',
      protocol,
      local: { ip: packet.destination, port: tuple?.destinationPort ?? 0 },
      remote: { ip: packet.source, port: tuple?.sourcePort ?? 0 },
      ...(bytes !== undefined && { bytes }),
    };
    this.sockets.push(socket);
    if (listener) this.listeners.set(socket, listener);
    return socket;
  }

  /** An end of the request that no hop of its own decided: `at` is the last hop there was. */
  failed(result: Result, reason: FailureReason, because: readonly Ref[] = []): Outcome {
    if (this.legs.length === 0) return { result, reason, because, says: '' };
    return this.failedAt(result, reason, this.legs.length - 1, because);
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

  private stopped(end: Extract<End, { end: 'stopped' }>, leg: number): Outcome {
    const failed = (result: Result): Outcome => this.failedAt(result, end.reason, leg, end.because);
    const stands = this.stands(leg);
    if (end.local) return failed(stands ? 'timed-out' : 'unreachable');
    if (!end.answer) return failed('timed-out');
    const { netns, packet, track } = end.answer;
    const purpose = packet.transport.protocol === 'ICMP' ? 'icmp-error' : 'reset';
    const told = this.walk(purpose, netns, packet, [], track);
    if (told.end === 'stopped') return failed('timed-out');
    if (stands) return failed(endOfConnection(packet));
    return failed(resultOf(packet));
  }

  /** Whether a leg went over a connection that stood. */
  private stands(leg: number): boolean {
    const { purpose, hops } = this.legs[leg] ?? {};
    return purpose === 'request' && hops?.[0]?.before.transport.protocol === 'TCP';
  }

  private walk(
    purpose: Purpose,
    origin: Netns,
    packet: Packet,
    prelude: readonly Hop[],
    track?: Track,
  ): End {
    const sender = this.sockets.find(
      (socket) => socket.netns === origin.id && sends(socket, packet),
    );
    const dialled = sender && this.dialled.get(sender);
    if (dialled) this.dialled.delete(sender);
    const before = dialled ? [...prelude, dialled.hop(packet)] : prelude;
    if (dialled?.failed) {
      const { fails: reason, because } = dialled.failed;
      this.push({ purpose, hops: before, end: 'stopped' });
      return { end: 'stopped', reason, because, local: true };
    }
    const walk = new Walk(this.cluster, this.memory, this.sockets, origin, before);
    const end = walk.send(packet, sender?.process ?? 'kernel', origin.because, track);
    const told = this.received(end);
    if (told) walk.note(told);
    this.push({ purpose, hops: walk.hops, end: end.end });
    return end;
  }

  private push(leg: Leg): void {
    this.legs.push({ ...leg, ...(this.proxy !== undefined && { proxy: this.proxy }) });
  }

  private received(end: End): Hop | undefined {
    if (end.end !== 'arrived' || !end.socket) return undefined;
    const { netns, socket, packet } = end;
    return this.bpfOf(netns)?.receive(this.memory, netns, socket, packet);
  }

  /** That of the node, for its Pods too. */
  private bpfOf({ id, node = id }: Netns): Bpf | undefined {
    return this.cluster.namespaces.get(node)?.bpf;
  }
}

/** A socket ends with its namespace; a Pod of the same name that came later has another address. */
function isAlive({ namespaces }: Cluster, { netns, local }: OpenSocket): boolean {
  const interfaces = [...(namespaces.get(netns)?.interfaces.values() ?? [])];
  return interfaces.some(({ addresses }) => addresses.some(({ ip }) => ip === local.ip));
}

/** The legs of the one who asks. */
const askers: ReadonlySet<Purpose> = new Set(['dns-query', 'connect', 'request', 'datagram']);

/** net.ipv4.ip_local_port_range as Linux sets it: 32768 to 60999. */
const ephemeralFirst = 32768;
const ephemeralCount = 28232;
