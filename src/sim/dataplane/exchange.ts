import { randomFrom } from '../../base/random.ts';
import type { Hop, Outcome, Purpose, Request, Sender, Trace } from '../trace/types.ts';
import { resolverOf } from '../dns/index.ts';
import type { HttpHeaders, Payload, TcpFlag } from '../net/index.ts';
import { isRelay } from '../process/index.ts';
import { edge } from './edge/index.ts';
import { Conversation, isOutcome, type Arrived } from './conversation.ts';
import { lookUp, query, resolveHop, type Asker, type Found } from './lookup.ts';
import { freshState, Memory, type KernelState } from './memory.ts';
import type { Asked } from './nameserver.ts';
import { asAsked, echoReply, packetOf, type OpenSocket } from './socket.ts';
import { readTarget, type Target } from './target.ts';
import { overTls } from './tls.ts';
import type { Cluster, Netns, Resolver } from './types.ts';
import { wordsFor, wordsOf, wordsOfRecords } from './words.ts';

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
  const sender = JSON.stringify(request.from);
  const random = randomFrom(cluster.spec.seed, request.attempt, sender, request.to);
  const talk = new Conversation(
    cluster,
    new Memory(state, random),
    processOf(cluster, request.from),
    request.headers,
  );
  const outcome = run(cluster, request, talk);
  return { trace: { request, legs: talk.legs, outcome }, state: talk.memory.state() };
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

/** A Pod on the host network shares its node's namespace, but reads a resolv.conf of its own. */
function resolverFor(cluster: Cluster, from: Sender, netns: Netns): Resolver {
  const pod = from.kind === 'pod' ? cluster.store.get('Pod', from.namespace, from.name) : undefined;
  return pod?.spec.hostNetwork ? resolverOf(pod, cluster.spec, cluster.store) : netns.resolver;
}

function run(cluster: Cluster, request: Request, talk: Conversation): Outcome {
  const target = readTarget(request.to);
  if (!target)
    return {
      ...talk.failed('unresolved', 'bad-target'),
      says: `curl: (3) URL rejected: ${request.to}`,
    };
  const netns = namespaceOf(cluster, request.from);
  if (!netns) return talk.failed('unresolved', 'unknown-sender');
  const by = `${JSON.stringify(request.from)} ${connectionTo(target)}`;
  const keptFor = request.keepAlive && by;
  // What is open already needs no name, no handshake, and no choice of an endpoint.
  const open = request.reuse && talk.resume(by);
  if (open) {
    const outcome = goOn(talk, netns, open, target, keptFor !== undefined);
    // It is closed, or was reset.
    if (keptFor === undefined || outcome.result === 'reset') talk.memory.forget(by);
    return said(talk, outcome, target);
  }
  const asker = { netns, resolver: resolverFor(cluster, request.from, netns) };
  if (target.record) {
    const asked = query(talk, asker, target.host, target.record);
    return said(talk, isOutcome(asked) ? asked : told(asked), target);
  }
  const found = lookUp(talk, asker, target.host);
  return said(talk, isOutcome(found) ? found : reach(talk, asker, target, found, keptFor), target);
}

function said(talk: Conversation, ended: Outcome, target: Target): Outcome {
  const outcome = waiting(ended, talk);
  return outcome.says === '' ? { ...outcome, says: wordsFor(outcome, target) } : outcome;
}

/** Requests with the same scheme, host and port can share a connection. */
function connectionTo({ scheme, host, port }: Target): string {
  return `${scheme}://${host}:${port}`;
}

/** What the sender waits for in vain when it hears nothing: that is told by the last thing it sent. What arrived, nobody repeats. */
function waiting(outcome: Outcome, { legs }: Conversation): Outcome {
  if (outcome.result !== 'timed-out') return outcome;
  const last = legs.findLast(({ purpose }) => purpose in waits);
  const protocol = last?.hops[0]?.before.transport.protocol;
  if (!last || (protocol === 'TCP' && outcome.reason === 'no-answer')) return outcome;
  const waitedFor = protocol === 'TCP' ? waits[last.purpose] : 'datagram';
  return waitedFor ? { ...outcome, waitedFor } : outcome;
}

const waits: Partial<Readonly<Record<Purpose, NonNullable<Outcome['waitedFor']>>>> = {
  connect: 'connection',
  request: 'answer',
  datagram: 'datagram',
};

function reach(
  talk: Conversation,
  asker: Asker,
  target: Target,
  found: Found,
  keptFor: string | undefined,
): Outcome {
  const { netns } = asker;
  if (target.scheme === 'dns')
    return delivered(found.answeredBy, `${target.host} has address ${found.address}`);
  const protocol = protocols[target.scheme];
  const socket = talk.open(netns, protocol, found.address, target.port, {
    bytes: target.bytes,
  });
  if (!socket) return talk.failed('unreachable', 'no-route', netns.because);
  const first = firstLeg(talk, asker, target, found);
  if (protocol === 'TCP') return connect(talk, netns, socket, target, first, keptFor);
  if (protocol === 'UDP' && keptFor !== undefined) talk.keep(keptFor, socket);
  return protocol === 'ICMP' ? ping(talk, socket, first) : datagram(talk, socket, first);
}

const protocols = {
  http: 'TCP',
  https: 'TCP',
  tcp: 'TCP',
  udp: 'UDP',
  sctp: 'SCTP',
  icmp: 'ICMP',
} as const;

type FirstLeg = (
  purpose: Purpose,
  socket: OpenSocket,
  flags: readonly TcpFlag[],
  payload?: Payload,
) => Arrived | Outcome;

/** The first packet towards the target starts with what its sender has found out about the name. */
function firstLeg(talk: Conversation, asker: Asker, target: Target, found: Found): FirstLeg {
  return (purpose, socket, flags, payload) => {
    const packet = packetOf(socket, flags, payload);
    const asked = packetOf(asAsked(socket), flags, payload);
    const { by } = found;
    const prelude: readonly Hop[] =
      by === 'literal' ? [] : [resolveHop(asker, asked, target.host, { ...found, by })];
    return talk.leg(purpose, asker.netns, packet, prelude);
  };
}

/** The acknowledgement that ends the handshake goes with the request. `keptFor`: whose connection it stays, absent where it is closed. */
function connect(
  talk: Conversation,
  netns: Netns,
  socket: OpenSocket,
  target: Target,
  first: FirstLeg,
  keptFor: string | undefined,
): Outcome {
  const syn = first('connect', socket, ['SYN']);
  if (isOutcome(syn)) return syn;
  const accepted = talk.reply('accept', syn, ['SYN', 'ACK']);
  if (isOutcome(accepted)) return accepted;
  if (keptFor !== undefined) talk.keep(keptFor, socket, syn);
  return ask(talk, netns, socket, target, keptFor !== undefined);
}

function ask(
  talk: Conversation,
  netns: Netns,
  socket: OpenSocket,
  target: Target,
  keepAlive: boolean,
): Outcome {
  const body = bodyFor(target, keepAlive, talk.headers);
  const asked = talk.leg('request', netns, packetOf(socket, ['ACK', 'PSH'], body));
  if (isOutcome(asked)) return asked;
  const made = talk.serve(asked);
  if (made && isRelay(made)) {
    const outcome = edge().relay(talk, asked, made);
    const told = overTls(talk, outcome, target);
    if (outcome.status !== undefined && !keepAlive) close(talk, asked);
    return told;
  }
  const answered = talk.answer('response', asked, ['ACK', 'PSH'], made);
  if (!isOutcome(answered) && !keepAlive) close(talk, isWeb(answered) ? asked : answered);
  return overTls(talk, received(talk, asked, answered), target);
}

/** A web server that was asked to close, or could not read what it was asked, does so before its client (RFC 9112 section 9.6). */
function isWeb({ end }: Arrived): boolean {
  return end.packet.payload?.carries === 'http-response';
}

/**
 * RFC 9293 section 3.6: each side ends with a FIN, and acknowledges the other's with its own or, who began, alone. Who has its answer does
 * not hear what becomes of these.
 */
function close(talk: Conversation, begins: Arrived): void {
  const first = talk.reply('active-close', begins, ['FIN', 'ACK']);
  const second = isOutcome(first) ? first : talk.reply('passive-close', first, ['FIN', 'ACK']);
  if (!isOutcome(second)) talk.reply('last-ack', second, ['ACK']);
}

/** UDP has no connections, but a socket that is kept sends from its port again. */
function goOn(
  talk: Conversation,
  netns: Netns,
  open: OpenSocket,
  target: Target,
  keepAlive: boolean,
): Outcome {
  return open.protocol === 'TCP'
    ? ask(talk, netns, open, target, keepAlive)
    : datagram(talk, open, (purpose, socket, flags, payload) =>
        talk.leg(purpose, netns, packetOf(socket, flags, payload)),
      );
}

function datagram(talk: Conversation, socket: OpenSocket, first: FirstLeg): Outcome {
  const there = first('datagram', socket, [], { carries: 'bytes', text: 'PING' });
  return isOutcome(there) ? there : received(talk, there, talk.answer('response', there, []));
}

/** An echo is answered by the kernel of whoever owns the address, no process needed (RFC 1122 section 3.2.2.6). */
function ping(talk: Conversation, socket: OpenSocket, first: FirstLeg): Outcome {
  const there = first('request', socket, []);
  if (isOutcome(there)) return there;
  return received(
    talk,
    there,
    talk.leg('response', there.end.netns, echoReply(talk.accept(there))),
  );
}

function received(talk: Conversation, there: Arrived, back: Arrived | Outcome): Outcome {
  if (isOutcome(back)) return back;
  const because = talk.listenerOf(there)?.because ?? there.end.netns.because;
  return { ...delivered(there.end.netns.id, wordsOf(back.end.packet)), because };
}

function told({ message, answeredBy }: Asked): Outcome {
  return delivered(answeredBy, wordsOfRecords(message.answer?.records ?? []));
}

function delivered(by: Netns['id'] | undefined, says: string): Outcome {
  return { result: 'delivered', because: [], says, ...(by !== undefined && { answeredBy: by }) };
}

function bodyFor(
  { scheme, host, port, path }: Target,
  keepAlive: boolean,
  given: HttpHeaders = {},
): Payload {
  if (scheme === 'tcp') return { carries: 'bytes', text: 'PING' };
  const written = host.includes(':') ? `[${host}]` : host;
  const isUsual = port === (scheme === 'https' ? 443 : 80);
  const { Host = isUsual ? written : `${written}:${port}`, ...headers } = given;
  // Without it HTTP/1.1 leaves connections open.
  const all = { ...(!keepAlive && { Connection: 'close' }), ...headers };
  return {
    carries: 'http-request',
    method: 'GET',
    host: Host,
    path,
    ...(Object.keys(all).length > 0 && { headers: all }),
    ...(scheme === 'https' && { tls: host }),
  };
}

/** The container that asks: the one chosen, else the Pod's first; elsewhere it is curl itself. */
function processOf(cluster: Cluster, from: Sender): string {
  if (from.kind !== 'pod') return 'curl';
  const pod = cluster.store.get('Pod', from.namespace, from.name);
  return from.container ?? pod?.spec.containers[0]?.name ?? 'curl';
}
