import type { Random } from '../../../../base/random.ts';
import type { Backend } from '../../../http/types.ts';
import type { Upstream } from '../../types.ts';

/** The endpoints of a backend in turn, beginning with any of them: nobody knows how far the others' requests have got it. */
export function inTurn({ endpoints }: Backend, random: Random, triesMax: number): Upstream[] {
  const first = random.below(Math.max(1, endpoints.length));
  return [...endpoints.slice(first), ...endpoints.slice(0, first)]
    .slice(0, triesMax)
    .map(readEndpoint);
}

function readEndpoint(text: string): Upstream {
  const colon = text.lastIndexOf(':');
  const host = text.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
  return { host, port: Number(text.slice(colon + 1)) };
}
