import { printNegated } from '../words.ts';
import type { ConntrackState, MatchDefinition, RuleContext } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /**
     * `-m conntrack --ctstate`: the connection is in one of these states. SNAT and DNAT are no states of their own: they
     * hold besides the others for a connection whose addresses are translated (xt_conntrack_mt.c of Linux).
     */
    conntrack: {
      readonly states: readonly (ConntrackState | 'SNAT' | 'DNAT')[];
      readonly negated?: boolean;
    };
  }
}

/** The order of iptables-save, whatever the rule's author wrote (libxt_conntrack.c). */
const printed = ['INVALID', 'NEW', 'RELATED', 'ESTABLISHED', 'UNTRACKED', 'SNAT', 'DNAT'] as const;

function holds(state: (typeof printed)[number], { state: now, translated }: RuleContext): boolean {
  if (state === 'SNAT') return translated.source;
  if (state === 'DNAT') return translated.destination;
  return state === now;
}

const conntrack: MatchDefinition<'conntrack'> = {
  name: 'conntrack',
  fits: ({ states, negated = false }, _packet, context) =>
    states.some((state) => holds(state, context)) !== negated,
  print: ({ states, negated }) =>
    `-m conntrack ${printNegated(negated)}--ctstate ${printed.filter((state) => states.includes(state)).join(',')}`,
};
export default conntrack;
