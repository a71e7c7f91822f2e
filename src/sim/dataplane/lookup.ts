import { assert } from '../../base/assert.ts';
import { candidates, reverseNameOf } from '../dns/index.ts';
import {
  addressesIn,
  readIp,
  type DnsMessage,
  type Ip,
  type Packet,
  type RecordType,
} from '../net/index.ts';
import type { FailureReason, Hop, Outcome } from '../trace/types.ts';
import { isOutcome, type Conversation } from './conversation.ts';
import { asAsked, packetOf } from './socket.ts';
import type { Ref } from '../api/types.ts';
import type { Netns, Published, Resolver } from './types.ts';

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
  readonly by: 'literal' | 'hosts' | 'dns' | 'public';
  /** Why the DNS out there says so. */
  readonly because?: readonly Ref[];
  /** The DNS server that knew it. */
  readonly answeredBy?: Netns['id'];
}

/**
 * What getaddrinfo does: an address as it is, /etc/hosts, then each name of the search list until one has an address. Every
 * name that is tried is a query that travels. glibc asks for A and AAAA at once, from one socket; only the query for A is shown, because
 * both fare alike, and addresses of Pods and Services are of the family that A is for.
 */
export function lookUp(talk: Conversation, asker: Asker, host: string): Found | Outcome {
  const literal = readIp(host);
  if (literal) return { address: literal, by: 'literal' };
  const inHosts = asker.resolver.hosts.get(host.toLowerCase());
  if (inHosts) return { address: inHosts, by: 'hosts' };
  const published = publishedFor(asker.resolver, host.toLowerCase());
  if (published) return { address: published.address, by: 'public', because: published.because };
  const asked = search(talk, asker, host, 'A');
  if (isOutcome(asked)) return asked;
  const [address] = addressesIn(asked.message);
  assert(address, 'an answer has what was searched for');
  return { address, by: 'dns', answeredBy: asked.answeredBy };
}

function publishedFor({ published }: Resolver, host: string): Published | undefined {
  return published?.get(host) ?? published?.get(host.replace(/^[^.]+/, '*'));
}

/** What `host -t` does: asks DNS alone, for records of one type. For PTR, an address stands for the name it has in reverse. */
export function query(
  talk: Conversation,
  asker: Asker,
  host: string,
  type: RecordType,
): Asked | Outcome {
  const address = type === 'PTR' ? readIp(host) : undefined;
  return search(talk, asker, address ? reverseNameOf(address) : host, type);
}

function search(talk: Conversation, asker: Asker, host: string, type: RecordType): Asked | Outcome {
  const { resolver } = asker;
  const [server] = resolver.nameservers;
  if (!server) return talk.failed('unresolved', 'no-resolver', resolver.because);
  let reason: FailureReason = 'name-not-found';
  for (const name of candidates(host, resolver)) {
    const asked = ask(talk, asker, server, host, { name, type });
    if (isOutcome(asked)) {
      const isSilent = asked.result === 'timed-out';
      return { ...asked, result: 'unresolved', ...(isSilent && { waitedFor: 'name' }) };
    }
    const { rcode, records = [] } = asked.message.answer ?? {};
    if (records.some((record) => record.type === type)) return asked;
    if (rcode === 'NOERROR') reason = 'name-without-record';
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
    because: found?.because ?? resolver.because,
    name,
    candidates: candidates(host, resolver),
    by: found?.by === 'hosts' || found?.by === 'public' ? found.by : 'dns',
    ...(found && { address: found.address }),
  };
}

/** A server's answer. */
export interface Asked {
  readonly message: DnsMessage;
  readonly answeredBy: Netns['id'];
}

function ask(
  talk: Conversation,
  asker: Asker,
  server: Ip,
  host: string,
  question: DnsMessage['question'],
): Asked | Outcome {
  const { netns } = asker;
  const id = talk.memory.random.below(65536);
  const query: DnsMessage = { carries: 'dns', id, question };
  const socket = talk.open(netns, 'UDP', server, 53);
  if (!socket) return talk.failed('unresolved', 'no-route', netns.because);
  const packet = packetOf(socket, [], query);
  const asked = packetOf(asAsked(socket), [], query);
  const there = talk.leg('dns-query', netns, packet, [
    resolveHop(asker, asked, host, undefined, question.name),
  ]);
  if (isOutcome(there)) return there;
  const back = talk.answer('dns-answer', there, []);
  if (isOutcome(back)) return back;
  const { payload } = back.end.packet;
  if (payload?.carries !== 'dns') return talk.failed('unresolved', 'no-answer');
  return { message: payload, answeredBy: there.end.netns.id };
}
