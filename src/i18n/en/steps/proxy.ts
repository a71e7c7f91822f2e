import { statusText } from '../../../sim/net/index.ts';
import type { Hop } from '../../../sim/trace/types.ts';
import { destinationOf } from '../../facts.ts';
import { code, named, say, type Phrase } from '../../phrase.ts';
import { askedOf, backendOf, decidingRef, objectName } from '../../proxyFacts.ts';

export function proxy(hop: Hop<'proxy'>, place: string): Phrase {
  const { decided } = hop;
  const asked = code(askedOf(hop.request));
  switch (decided.type) {
    case 'forward':
      return say`${hop.proxy} in ${place} reads ${asked}${by(hop)}: it is for ${code(backendOf(decided))}. ${opens(hop)}`;
    case 'redirect':
      return say`${hop.proxy} in ${place} reads ${asked}${by(hop)}, and sends the client to ${code(decided.location)} (${statusText(decided.status)}).`;
    case 'answer':
      return say`${hop.proxy} in ${place} reads ${asked} and answers by itself with ${statusText(decided.status)}${why(hop, decided.reason)}.`;
    case 'upstream-failed':
      return say`${hop.proxy} in ${place} got no answer from its backend, so it answers with ${statusText(decided.status)}.`;
  }
}

/** The object whose rule decided. */
function by({ because }: Hop<'proxy'>): Phrase {
  const ref = decidingRef(because);
  return ref ? say` and finds the rule in ${named(ref, objectName(ref))}` : [];
}

/** The connection on which it asks, and what for where that is not what it was asked. */
function opens({ after, request, decided }: Hop<'proxy'>): Phrase {
  const opened = say`It opens a connection of its own to ${destinationOf(after)}`;
  if (decided.type !== 'forward' || decided.request.path === request.path) return say`${opened}.`;
  return say`${opened}, and asks for ${code(decided.request.path)} there.`;
}

type Answer = Extract<Hop<'proxy'>['decided'], { readonly type: 'answer' }>;

function why({ because }: Hop<'proxy'>, reason: Answer['reason']): Phrase {
  const ref = decidingRef(because);
  return ref
    ? say`: ${reasons[reason]} (${named(ref, objectName(ref))})`
    : say`: ${reasons[reason]}`;
}

const reasons: Readonly<Record<Answer['reason'], string>> = {
  'no-listener': 'no listener is for this port and host',
  'no-match': 'no rule takes this host and path',
  'no-backend': 'the rule names no backend',
  'invalid-backend': 'the rule’s backend is not there, or may not be used',
  'unknown-filter': 'the rule has a filter that nobody knows',
  'no-endpoints': 'the rule’s Service has no endpoint that is ready',
};
