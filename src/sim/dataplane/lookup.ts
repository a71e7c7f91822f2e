import { candidates } from '../dns/index.ts';
import { addressesIn, readIp, type DnsMessage, type Ip, type Packet } from '../net/index.ts';
import type { FailureReason, Hop, Outcome } from '../trace/types.ts';
import { isOutcome, type Conversation } from './conversation.ts';
import { packetOf } from './socket.ts';
import type { Netns, Resolver } from './types.ts';

/**
 * Who asks: the namespace its packets start in, and what its resolver library reads. A Pod on the host network shares its
 * node's namespace but has files of its own.
 */
export interface Asker {
  readonly netns: Netns;
  readonly resolver: Resolver;
}

/** A host's address, and how the sender came to know it. */
export interface Found {
  readonly address: Ip;
  readonly by: 'literal' | 'hosts' | 'dns';
  /** The DNS server that knew it. */
  readonly answeredBy?: Netns['id'];
}

/**
 * What getaddrinfo does: an address as it is, /etc/hosts, then each name of the search list until one has an address. Every
 * name that is tried is a query that travels.
 */
export function lookUp(
  talk: Conversation,
  { netns, resolver }: Asker,
  host: string,
): Found | Outcome {
  const literal = readIp(host);
  if (literal) return { address: literal, by: 'literal' };
  const inHosts = resolver.hosts.get(host.toLowerCase());
  if (inHosts) return { address: inHosts, by: 'hosts' };
  const [server] = resolver.nameservers;
  if (!server) return talk.failed('unresolved', 'no-resolver', resolver.because);
  let reason: FailureReason = 'name-not-found';
  for (const name of candidates(host, resolver)) {
    const asked = ask(talk, { netns, resolver }, server, host, name);
    if (isOutcome(asked)) return { ...asked, result: 'unresolved' };
    const [address] = addressesIn(asked.message);
    if (address) return { address, by: 'dns', answeredBy: asked.answeredBy };
    if (asked.message.answer?.rcode === 'NOERROR') reason = 'name-without-address';
  }
  return talk.failed('unresolved', reason);
}

/** The hop before a packet leaves: what its sender knows, or wants to know, about the name. */
export function resolveHop(
  { netns, resolver }: Asker,
  packet: Packet,
  host: string,
  found?: Found,
  name = host,
): Hop {
  return {
    step: 'resolve',
    place: { netns: netns.id, at: 'socket' },
    before: packet,
    after: packet,
    because: resolver.because,
    name,
    candidates: candidates(host, resolver),
    by: found?.by === 'hosts' ? 'hosts' : 'dns',
    ...(found && { address: found.address }),
  };
}

interface Asked {
  readonly message: DnsMessage;
  readonly answeredBy: Netns['id'];
}

function ask(
  talk: Conversation,
  asker: Asker,
  server: Ip,
  host: string,
  name: string,
): Asked | Outcome {
  const { netns } = asker;
  const id = talk.memory.random.below(65536);
  const query: DnsMessage = { carries: 'dns', id, question: { name, type: 'A' } };
  const socket = talk.open(netns, 'UDP', server, 53);
  if (!socket) return talk.failed('unresolved', 'no-route', netns.because);
  const packet = packetOf(socket, [], query);
  const there = talk.leg('dns-query', netns, packet, [
    resolveHop(asker, packet, host, undefined, name),
  ]);
  if (isOutcome(there)) return there;
  const back = talk.answer('dns-answer', there, []);
  if (isOutcome(back)) return back;
  const { payload } = back.end.packet;
  if (payload?.carries !== 'dns') return talk.failed('unresolved', 'no-answer');
  return { message: payload, answeredBy: there.end.netns.id };
}
