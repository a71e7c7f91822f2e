import { negation, printNegated } from '../words.ts';
import type { MatchDefinition, MatchWording } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /** `-m set --match-set`: the source or destination address is in an ipset of this namespace. A set that is not there holds nothing. */
    set: {
      readonly set: string;
      readonly of: 'source' | 'destination';
      readonly negated?: boolean;
    };
  }
}

const set: MatchDefinition<'set'> = {
  name: 'set',
  fits: (match, packet, context) =>
    context.inSet(match.set, packet[match.of]) !== (match.negated ?? false),
  print: (match) =>
    `-m set ${printNegated(match.negated)}--match-set ${match.set} ${match.of === 'source' ? 'src' : 'dst'}`,
};
export default set;

export const wording: MatchWording<'set'> = {
  modules: ['set'],
  options: { '--match-set': 2 },
  read([option, more]) {
    const [name, end] = option?.values ?? [];
    if (!option || more || name === undefined || (end !== 'src' && end !== 'dst')) return undefined;
    return { set: name, of: end === 'src' ? 'source' : 'destination', ...negation(option) };
  },
};
