import type { Pod, Store } from '../api/index.ts';
import type { DnsRecord, Ip } from '../net/index.ts';
import { corefileOf } from './configuration.ts';
import type { Forward, NameServer, ServerBlock } from './corefile.ts';
import type { Answer, Question } from './message.ts';
import { isIn, qualified } from './name.ts';
import { serverFailure } from './upstream.ts';
import { answer } from './zone.ts';

/** What a CoreDNS has around it. */
export interface Surroundings {
  readonly store: Store;
  /** The Pod it runs in, whose volumes hold the Corefile. */
  readonly pod: Pod | undefined;
  /** Its own addresses. */
  readonly addresses: readonly Ip[];
  /** What /etc/resolv.conf names where it runs. */
  readonly nameservers: readonly Ip[];
  /** Asks the servers, one after the other, until one answers; `undefined` when none does. */
  readonly ask: (servers: readonly NameServer[], question: Question) => Answer | undefined;
  readonly cache: DnsCache;
}

/** What a server remembers of answers, for a while. */
export interface DnsCache {
  /** What is left of an answer: its TTLs count down. */
  recall(question: Question): Answer | undefined;
  keep(question: Question, answer: Answer, seconds: number): void;
}

const refused: Answer = { rcode: 'REFUSED', authoritative: false, records: [] };
/** cache keeps what is short-lived for at least 5 s, failures no longer than that. */
const cacheSecondsMin = 5;

/** How often an alias may lead out of a zone and back into the server. */
const detoursMax = 8;

/** What CoreDNS answers: the plugins of the server block that fits, in the order of plugin.cfg. */
export function coreDns(question: Question, around: Surroundings, detours = 0): Answer {
  if (detours > detoursMax) return serverFailure;
  const asked = { ...question, name: qualified(question.name) };
  const name = asked.name.toLowerCase();
  const block = blockFor(corefileOf(around.store, around.pod), name);
  if (!block) return refused;
  const { cache } = block;
  const isKept = cache !== undefined && !cache.disabled.some((zone) => isIn(name, zone));
  const remembered = isKept ? around.cache.recall(asked) : undefined;
  if (remembered) return remembered;
  const found = rewritten(block, asked, around, detours);
  if (isKept) around.cache.keep(asked, found, secondsOf(found, cache.secondsMax));
  return found;
}

function blockFor(blocks: readonly ServerBlock[], name: string): ServerBlock | undefined {
  const fitting = blocks.flatMap((block) =>
    block.zones.filter((zone) => isIn(name, zone)).map((zone) => ({ zone, block })),
  );
  return fitting.toSorted((one, other) => other.zone.length - one.zone.length)[0]?.block;
}

/** How long an answer may be kept: the shortest of its TTLs. */
function secondsOf({ rcode, records, authority = [] }: Answer, secondsMax: number): number {
  if (rcode === 'SERVFAIL' || rcode === 'REFUSED') return cacheSecondsMin;
  const ttls = [...records, ...authority].map(({ ttlSeconds }) => ttlSeconds);
  return Math.max(cacheSecondsMin, Math.min(secondsMax, ...ttls));
}

/** Who asked wants to see the name that was asked for, so the first rule that fits is undone in the answer. */
function rewritten(
  block: ServerBlock,
  question: Question,
  around: Surroundings,
  detours: number,
): Answer {
  const name = block.rewrites.map((rewrite) => rewrite(question.name)).find(Boolean);
  if (name === undefined) return fromHosts(block, question, around, detours);
  const found = fromHosts(block, { ...question, name }, around, detours);
  const back = (record: DnsRecord): DnsRecord =>
    record.name.toLowerCase() === name.toLowerCase() ? { ...record, name: question.name } : record;
  return { ...found, records: found.records.map(back) };
}

function fromHosts(
  block: ServerBlock,
  question: Question,
  around: Surroundings,
  detours: number,
): Answer {
  const { hosts } = block;
  const { type } = question;
  const name = question.name.toLowerCase();
  const addresses = hosts?.addresses.get(name);
  if (!hosts || (!addresses && hosts.fallThrough.some((zone) => isIn(name, zone))))
    return fromCluster(block, question, around, detours);
  // Without a SOA it cannot say that there is no such name (plugin/hosts/hosts.go).
  if (!addresses) return serverFailure;
  const records = addresses
    .filter((address) => (type === 'AAAA') === address.includes(':') && type.startsWith('A'))
    .map((data) => ({ name: question.name, type, ttlSeconds: hosts.ttlSeconds, data }));
  return { rcode: 'NOERROR', authoritative: true, records };
}

function fromCluster(
  block: ServerBlock,
  question: Question,
  around: Surroundings,
  detours: number,
): Answer {
  const { store, addresses } = around;
  const forward = (next: Question): Answer | undefined => forwarded(block, next, around);
  if (!block.kubernetes) return forward(question) ?? serverFailure;
  return answer(store, question, {
    plugin: block.kubernetes,
    addresses,
    // Aliases go through all of the server, as plugin/pkg/upstream does.
    upstream: (next) =>
      next.name === question.name ? forward(next) : coreDns(next, around, detours + 1),
  });
}

function forwarded(
  { forwards }: ServerBlock,
  question: Question,
  { ask, nameservers }: Surroundings,
): Answer | undefined {
  const name = question.name.toLowerCase();
  const isLeft = (zone: string): boolean => isIn(name, zone);
  const forward = forwards.find(({ zone, except }) => isIn(name, zone) && !except.some(isLeft));
  return forward && ask(serversOf(forward, nameservers), question);
}

function serversOf({ to }: Forward, nameservers: readonly Ip[]): readonly NameServer[] {
  const fromFile = nameservers.map((address) => ({ address, port: 53 }));
  return to.flatMap((server) => (server === 'resolv.conf' ? fromFile : server));
}
