import type { Leg, Outcome, Trace } from '../../src/sim/trace/index.ts';

/** What came of a probe, in the words of the recording, and what it is known from. */
export interface Seen {
  readonly outcome: string;
  /** What can be seen besides, in the recording's own manner: `HTTP 200`, `answer 203.0.113.80`, `60/0/0`. */
  readonly details: readonly string[];
  /** The hop that decided, or the object's own words. */
  readonly evidence: string;
}

/** How a request ended. */
export function seenIn(trace: Trace): Seen {
  return { outcome: wordFor(trace), details: detailsOf(trace), evidence: decidingHop(trace) };
}

type Unanswered = Exclude<Outcome['result'], 'delivered' | 'http-error' | 'unresolved'>;

const words: Readonly<Record<Unanswered, string>> = {
  'no-tls': 'tls-error',
  'wrong-certificate': 'tls-cert-mismatch',
  refused: 'connection-refused',
  reset: 'reset',
  'timed-out': 'timeout',
  unreachable: 'no-route',
};

function wordFor({ request: { to }, legs, outcome }: Trace): string {
  const { result, reason, lookupSeconds = 0 } = outcome;
  if (result === 'unresolved') {
    if (lookupSeconds > 0) return 'dns-timeout';
    return reason === 'name-not-found' || reason === 'name-without-record'
      ? 'nxdomain'
      : (reason ?? 'unresolved');
  }
  if (to.startsWith('tcp:') && legs.some(isAccepted)) return 'ok';
  if (result === 'timed-out' && to.startsWith('udp:')) return 'no-response';
  if (result !== 'delivered' && result !== 'http-error') return words[result];
  const status = statusIn(outcome);
  return status === undefined || status < 400 ? 'ok' : `http-${status}`;
}

function isAccepted({ purpose, end }: Leg): boolean {
  return purpose === 'accept' && end === 'arrived';
}

function statusIn({ says }: Outcome): number | undefined {
  const [, status] = /^HTTP\/1\.1 (\d+)/.exec(says) ?? [];
  return status === undefined ? undefined : Number(status);
}

function detailsOf({ legs, outcome }: Trace): readonly string[] {
  const status = statusIn(outcome);
  const [, answer] = /has address (\S+)/.exec(outcome.says) ?? [];
  const asked = legs
    .findLast(({ purpose, end }) => purpose === 'request' && end === 'arrived')
    ?.hops.at(-1);
  return [
    ...(status === undefined ? [] : [`HTTP ${status}`]),
    ...(legs.some(isAccepted) ? ['connected'] : []),
    ...(answer === undefined ? [] : [`answer ${answer}`]),
    ...(asked ? [`client seen as ${asked.after.source}`, ...throughProxy(legs)] : []),
  ];
}

/** What a server behind a proxy sees of who asked. */
function throughProxy(legs: readonly Leg[]): readonly string[] {
  const [first] = legs;
  const leg = legs.findLast(({ proxy, purpose }) => proxy !== undefined && purpose === 'request');
  const sent = leg?.hops[0]?.before;
  const got = leg?.hops.at(-1)?.after;
  if (!first || !got || got.source !== sent?.source) return [];
  const visitor = first.hops[0]?.before.source;
  const headers = got.payload?.carries === 'http-request' ? got.payload.headers : undefined;
  return [
    'peer address is the ingress pod',
    ...(headers?.['X-Forwarded-For'] === visitor ? ['X-Forwarded-For holds the visitor'] : []),
  ];
}

/** Where and why it ended, and the fields to blame. */
export function decidingHop({ legs, outcome }: Trace): string {
  const { at, reason, because, says } = outcome;
  const answered = legs.findLastIndex(({ purpose }) => purpose === 'response');
  const leg = legs[at?.leg ?? (answered < 0 ? legs.length - 1 : answered)];
  const hop = leg?.hops[at?.hop ?? leg.hops.length - 1];
  const where =
    hop && leg
      ? `${leg.purpose}: ${hop.step} at ${hop.place.netns} ${hop.place.at}`
      : 'nothing was sent';
  const why = (because.length > 0 ? because : (hop?.because ?? []))
    .slice(0, 3)
    .map(({ kind, namespace, name, path }) => `${kind} ${namespace}/${name} ${path}`.trim());
  return [says, where, ...(reason === undefined ? [] : [reason]), ...why].join(' | ');
}
