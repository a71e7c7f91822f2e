import { contains } from '../../../net/index.ts';
import { negation, printNegated, readRange } from '../words.ts';
import type { Cidr, ConntrackState, MatchDefinition, MatchWording, RuleContext } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /**
     * `-m conntrack`: the connection is in one of these states (`--ctstate`), or was first meant for an address in a range
     * (`--ctorigdst`). SNAT and DNAT are no states of their own: they hold besides the others for a connection whose addresses
     * are translated (xt_conntrack_mt.c of Linux).
     */
    conntrack: { readonly negated?: boolean } & (
      | { readonly states: readonly (ConntrackState | 'SNAT' | 'DNAT')[] }
      | { readonly originalDestination: Cidr }
    );
  }
}

/** The order of iptables-save, whatever the rule's author wrote (libxt_conntrack.c). */
const printed = ['INVALID', 'NEW', 'RELATED', 'ESTABLISHED', 'UNTRACKED', 'SNAT', 'DNAT'] as const;

function holds(state: (typeof printed)[number], context: RuleContext): boolean {
  if (state === 'SNAT') return context.translated.source;
  if (state === 'DNAT') return context.translated.destination;
  return state === context.state;
}

const conntrack: MatchDefinition<'conntrack'> = {
  name: 'conntrack',
  fits(match, _packet, context) {
    const { negated = false } = match;
    if ('states' in match) return match.states.some((state) => holds(state, context)) !== negated;
    const asked = context.originalDestination;
    return asked !== undefined && contains(match.originalDestination, asked) !== negated;
  },
  print(match) {
    const negated = printNegated(match.negated);
    if ('originalDestination' in match)
      return `-m conntrack ${negated}--ctorigdst ${match.originalDestination.text.replace(/\/32$/, '')}`;
    const states = printed.filter((state) => match.states.includes(state));
    return `-m conntrack ${negated}--ctstate ${states.join(',')}`;
  },
};
export default conntrack;

export const wording: MatchWording<'conntrack'> = {
  modules: ['conntrack'],
  options: { '--ctstate': 1, '--ctorigdst': 1 },
  read([option, more]) {
    if (!option || more) return undefined;
    if (option.name === '--ctorigdst') {
      const read = readRange([option]);
      return read && { originalDestination: read.range, ...negation(option) };
    }
    const named = option.values[0]?.split(',') ?? [];
    const states = printed.filter((state) => named.includes(state));
    return states.length === named.length ? { states, ...negation(option) } : undefined;
  },
};
