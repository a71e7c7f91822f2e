import type { DnsCache, NameServer, Surroundings } from '../dns/index.ts';
import type { DnsMessage, Packet } from '../net/index.ts';
import type { Hop, HopFacts, Outcome, Steps } from '../trace/types.ts';
import { isOutcome, type Arrived, type Conversation, type Resolving } from './conversation.ts';
import { asAsked, packetOf } from './socket.ts';
import type { Netns } from './types.ts';

type Question = DnsMessage['question'];
type Answer = NonNullable<DnsMessage['answer']>;

/** A server's answer. */
export interface Asked {
  readonly message: DnsMessage;
  readonly answeredBy: Netns['id'];
}

/** Servers that ask servers: CoreDNS's `loop` plugin would stop one that was set up to ask itself. */
const forwardsMax = 4;

/** Asks one name server, as a packet, and waits for its answer. `prelude` is what the one who asks did just before. */
export function ask(
  talk: Conversation,
  netns: Netns,
  server: NameServer,
  question: Question,
  prelude: (query: Packet) => readonly Hop[],
  forwards = 0,
): Asked | Outcome {
  const id = talk.memory.random.below(65536);
  const query: DnsMessage = { carries: 'dns', id, question };
  const socket = talk.open(netns, 'UDP', server.address, server.port);
  if (!socket) return talk.failed('unresolved', 'no-route', netns.because);
  const asked = packetOf(asAsked(socket), [], query);
  const there = talk.leg('dns-query', netns, packetOf(socket, [], query), prelude(asked));
  if (isOutcome(there)) return there;
  const back = talk.answer('dns-answer', there, [], undefined, resolvingAt(talk, there, forwards));
  if (isOutcome(back)) return back;
  const { payload } = back.end.packet;
  if (payload?.carries !== 'dns') return talk.failed('unresolved', 'no-answer');
  return { message: payload, answeredBy: there.end.netns.id };
}

/** What the server that got a query can do about it, and what it did. */
function resolvingAt(talk: Conversation, { end }: Arrived, forwards: number): Resolving {
  const { netns } = end;
  let remembered: Steps['cache'] | undefined;
  const cache = talk.memory.answersOf(netns.id);
  const recall: DnsCache['recall'] = ({ name, type }) => {
    const found = cache.get(`${name.toLowerCase()} ${type}`);
    const secondsLeft = (found?.untilSeconds ?? 0) - talk.memory.nowSeconds;
    if (!found || secondsLeft <= 0) return undefined;
    remembered = { name, type, secondsLeft };
    return aged(found.answer, secondsLeft);
  };
  const keep: DnsCache['keep'] = ({ name, type }, answer, seconds) => {
    const untilSeconds = talk.memory.nowSeconds + seconds;
    cache.set(`${name.toLowerCase()} ${type}`, { answer, untilSeconds });
  };
  const asked: Surroundings['ask'] = (servers, question) =>
    forwards < forwardsMax ? forward(talk, netns, servers, question, forwards + 1) : undefined;
  return {
    ask: asked,
    cache: { recall, keep },
    done: (answer) =>
      remembered ? [{ step: 'cache', ...inServer(netns, answer), ...remembered }] : [],
  };
}

/** The servers one after the other, the first by lot (policy `random`), until one answers. */
function forward(
  talk: Conversation,
  netns: Netns,
  servers: readonly NameServer[],
  question: Question,
  forwards: number,
): Answer | undefined {
  const first = servers.length > 1 ? talk.memory.random.below(servers.length) : 0;
  for (const server of [...servers.slice(first), ...servers.slice(0, first)]) {
    const { name, type } = question;
    const prelude = (query: Packet): readonly Hop[] => [
      { step: 'forward', ...inServer(netns, query), name, type, server: server.address },
    ];
    const asked = ask(talk, netns, server, question, prelude, forwards);
    if (!isOutcome(asked)) return asked.message.answer;
  }
  return undefined;
}

function aged(answer: Answer, secondsLeft: number): Answer {
  const records = answer.records.map((record) => ({
    ...record,
    ttlSeconds: Math.min(record.ttlSeconds, secondsLeft),
  }));
  return { ...answer, authoritative: false, records };
}

function inServer(netns: Netns, packet: Packet): HopFacts {
  const place = { netns: netns.id, at: 'socket' } as const;
  return { place, before: packet, after: packet, because: netns.resolver.because };
}
