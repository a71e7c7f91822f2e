import { assert } from '../../base/assert.ts';
import { candidates, reverseNameOf, secondsFor } from '../dns/index.ts';
import { addressesIn, readIp, type Ip, type Packet, type RecordType } from '../net/index.ts';
import type { FailureReason, Hop, Outcome } from '../trace/types.ts';
import { isOutcome, type Conversation } from './conversation.ts';
import type { Ref } from '../api/types.ts';
import { ask, type Asked } from './nameserver.ts';
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
  const asked = search(talk, asker, host, 'A', candidates(host, asker.resolver));
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
  const name = address ? reverseNameOf(address) : host;
  return search(talk, asker, name, type, candidates(name, asker.resolver));
}

/**
 * res_search of glibc: the next name is tried when a name does not exist, has no such record, or is one that all servers fail at;
 * where nobody answers or all refuse, the search ends.
 */
function search(
  talk: Conversation,
  asker: Asker,
  host: string,
  type: RecordType,
  names: readonly string[],
): Asked | Outcome {
  let reason: FailureReason = 'name-not-found';
  let failed: Outcome | undefined;
  for (const name of names) {
    const asked = askAll(talk, asker, host, { name, type });
    if (isOutcome(asked)) {
      if (asked.reason !== 'server-failed') return asked;
      failed = asked;
      continue;
    }
    const { rcode, records = [] } = asked.message.answer ?? {};
    if (records.some((record) => record.type === type)) return asked;
    if (rcode === 'NOERROR') reason = 'name-without-record';
  }
  return failed ?? talk.failed('unresolved', reason);
}

/**
 * res_nsend of glibc: the servers in their order, each after the one before has failed. All of them are asked again, `attempts` times in
 * all; the packets of the later rounds would be the same and are not shown.
 */
function askAll(
  talk: Conversation,
  asker: Asker,
  host: string,
  question: { readonly name: string; readonly type: RecordType },
): Asked | Outcome {
  const { netns, resolver } = asker;
  const { nameservers, attempts } = resolver;
  let failed: Outcome | undefined;
  let waitedSeconds = 0;
  let before: Hop<'resolve'>['insteadOf'];
  for (const [place, address] of nameservers.entries()) {
    const prelude = (packet: Packet): readonly Hop[] => [
      resolveHop(asker, packet, host, {
        name: question.name,
        ...(before && { insteadOf: before }),
      }),
    ];
    const asked = ask(talk, netns, { address, port: 53 }, question, prelude);
    if (!isOutcome(asked) && !hasFailed(asked)) return asked;
    const seconds =
      isOutcome(asked) && asked.result === 'timed-out' ? secondsFor(resolver, place) : 0;
    waitedSeconds += seconds;
    before = { server: address, waitedSeconds: seconds };
    // A server that fails at a name lets the search go on, so its failure counts for more than silence.
    if (failed?.reason !== 'server-failed')
      failed = isOutcome(asked)
        ? { ...asked, result: 'unresolved' }
        : talk.failed('unresolved', 'server-failed');
  }
  if (!failed) return talk.failed('unresolved', 'no-resolver', resolver.because);
  return { ...failed, waitedFor: 'name', lookupSeconds: waitedSeconds * attempts };
}

function hasFailed({ message }: Asked): boolean {
  const rcode = message.answer?.rcode;
  return rcode === 'SERVFAIL' || rcode === 'REFUSED';
}

/** What is known of a lookup so far, or what it asks now. */
type Resolving = Partial<Pick<Hop<'resolve'>, 'name' | 'by' | 'address' | 'insteadOf' | 'because'>>;

/** The hop before a packet leaves: what its sender knows, or wants to know, about the name. */
export function resolveHop(
  { netns, resolver }: Asker,
  packet: Packet,
  host: string,
  { name = host, by = 'dns', address, insteadOf, because = resolver.because }: Resolving,
): Hop {
  return {
    step: 'resolve',
    place: { netns: netns.id, at: 'socket' },
    before: packet,
    after: packet,
    because,
    name,
    written: host,
    candidates: candidates(host, resolver),
    ndots: resolver.ndots,
    by,
    ...(address && { address }),
    ...(insteadOf && { insteadOf }),
  };
}
