import type { Ref } from '../../../api/types.ts';
import type { HttpRequest, HttpResponse, Packet } from '../../../net/index.ts';
import { isRelay, type Asking, type Relay, type Upstream } from '../../../process/index.ts';
import type { Hop, Outcome, Steps } from '../../../trace/types.ts';
import { isOutcome, type Arrived, type Conversation } from '../../conversation.ts';
import { lookUp } from '../../lookup.ts';
import { packetOf } from '../../socket.ts';
import type { Netns } from '../../types.ts';
import { wordsOf } from '../../words.ts';

/** Proxies behind proxies. One that leads to itself ends here, where a real one runs out of connections. */
const relaysMax = 6;

/** What somebody who asked over HTTP has heard. */
interface Heard {
  readonly response: HttpResponse;
  readonly packet: Packet;
  /** Who gave the answer. */
  readonly by: Netns['id'];
  readonly because: readonly Ref[];
  /** Where it was decided, when a proxy decided it. */
  readonly decided?: Pick<Outcome, 'at' | 'reason'>;
}

/**
 * What comes of a request that a proxy got: its own connection to a backend, within this trace, and its answer on the first connection.
 *
 * ```
 *  client ──request──▶ proxy ──SYN … request──▶ backend
 *         ◀─response──       ◀────response─────
 * ```
 */
export function relay(talk: Conversation, got: Arrived, made: Relay): Outcome {
  const heard = pass(talk, got, made, relaysMax);
  if (isOutcome(heard)) return heard;
  const { response, packet, by, because, decided } = heard;
  const { status } = response;
  return {
    result: status < 400 ? 'delivered' : 'http-error',
    ...(status >= 400 && decided),
    because,
    status,
    answeredBy: by,
    says: wordsOf(packet),
  };
}

/** What the asker behind `got` hears of it in the end; an outcome where nothing comes back. */
function pass(talk: Conversation, got: Arrived, made: Relay, depth: number): Heard | Outcome {
  const { because } = made.decision;
  const decided = proxyHop(got, made, made.decision.outcome, because);
  if ('carries' in made.next) {
    const back = reply(talk, got, made.next, decided);
    if (isOutcome(back)) return back;
    const at = { leg: talk.legs.length - 1, hop: 0 };
    const { outcome } = made.decision;
    const isEmpty = outcome.type === 'answer' && outcome.reason === 'no-endpoints';
    const decidedBy = { at, ...(isEmpty && { reason: 'no-endpoints' as const }) };
    return { ...back, by: got.end.netns.id, because, decided: decidedBy };
  }
  const { next } = made;
  const answered = talk.onBehalfOf(got.end.netns.id, () => ask(talk, got, next, decided, depth));
  if (!isOutcome(answered)) {
    const back = reply(talk, got, next.answered(answered.response));
    return isOutcome(back)
      ? back
      : { ...answered, ...back, because: [...because, ...answered.because] };
  }
  return giveUp(talk, got, made, next, answered);
}

/** The answer that a proxy makes when its backend gives none. */
function giveUp(
  talk: Conversation,
  got: Arrived,
  made: Relay,
  next: Asking,
  { result, reason, at, because }: Outcome,
): Heard | Outcome {
  const response = next.failed(isFailure(result) ? result : 'reset');
  const failure = {
    type: 'upstream-failed',
    status: response.status,
    ...(reason && { reason }),
  } as const;
  const back = reply(talk, got, response, proxyHop(got, made, failure, because));
  if (isOutcome(back)) return back;
  return {
    ...back,
    by: got.end.netns.id,
    because: [...because, ...made.decision.because],
    decided: { ...(at && { at }), ...(reason && { reason }) },
  };
}

type Failure = Parameters<Asking['failed']>[0];

function isFailure(result: Outcome['result']): result is Failure {
  return result !== 'delivered' && result !== 'http-error';
}

type HopFor = (packet: Packet) => Hop;

/** Asks one upstream after the other until one takes the connection. */
function ask(
  talk: Conversation,
  got: Arrived,
  { upstreams, request }: Asking,
  decided: HopFor,
  depth: number,
): Heard | Outcome {
  let failed = talk.failed('unresolved', 'no-endpoints');
  if (depth === 0) return talk.failed('reset', 'hop-limit', got.end.netns.because);
  for (const [index, upstream] of upstreams.entries()) {
    const heard = askOne(talk, got, upstream, request, index === 0 ? decided : undefined, depth);
    if (!isOutcome(heard)) return heard;
    failed = heard;
  }
  return failed;
}

function askOne(
  talk: Conversation,
  got: Arrived,
  { host, port }: Upstream,
  request: HttpRequest,
  decided: HopFor | undefined,
  depth: number,
): Heard | Outcome {
  const { netns } = got.end;
  const found = lookUp(talk, { netns, resolver: netns.resolver }, host);
  if (isOutcome(found)) return found;
  const process = talk.listenerOf(got)?.process ?? netns.name;
  const socket = talk.open(netns, 'TCP', found.address, port, { process });
  if (!socket) return talk.failed('unreachable', 'no-route', netns.because);
  const first = packetOf(socket, ['SYN']);
  const syn = talk.leg('connect', netns, first, decided ? [decided(first)] : []);
  if (isOutcome(syn)) return syn;
  const accepted = talk.reply('accept', syn, ['SYN', 'ACK']);
  if (isOutcome(accepted)) return accepted;
  const asked = talk.leg('request', netns, packetOf(socket, ['ACK', 'PSH'], request));
  if (isOutcome(asked)) return asked;
  return hear(talk, asked, depth);
}

/** The answer of whoever got a request: a server's own, or a further proxy's. */
function hear(talk: Conversation, asked: Arrived, depth: number): Heard | Outcome {
  const made = talk.serve(asked);
  if (made && isRelay(made)) return pass(talk, asked, made, depth - 1);
  const back = talk.answer('response', asked, ['ACK', 'PSH'], made);
  if (isOutcome(back)) return back;
  const { packet } = back.end;
  const because = talk.listenerOf(asked)?.because ?? [];
  // nginx: "upstream sent no valid HTTP/1.0 header".
  if (packet.payload?.carries !== 'http-response')
    return talk.failed('reset', 'no-answer', because);
  return { response: packet.payload, packet, by: asked.end.netns.id, because };
}

/** Sends an answer of HTTP to the one who asked. */
function reply(
  talk: Conversation,
  got: Arrived,
  response: HttpResponse,
  hop?: HopFor,
): Pick<Heard, 'response' | 'packet'> | Outcome {
  const back = talk.reply('response', got, ['ACK', 'PSH'], response, (packet) =>
    hop ? [hop(packet)] : [],
  );
  return isOutcome(back) ? back : { response, packet: back.end.packet };
}

/** The hop at which a proxy decides, for the packet that it sends next. */
function proxyHop(
  { end: { netns, packet } }: Arrived,
  { proxy, decision }: Relay,
  decided: Steps['proxy']['decided'],
  because: readonly Ref[],
): HopFor {
  const { payload } = packet;
  return (next) => ({
    step: 'proxy',
    place: { netns: netns.id, at: 'socket' },
    before: next,
    after: next,
    because,
    proxy,
    request: payload as HttpRequest,
    decided,
    misses: decision.misses,
  });
}
