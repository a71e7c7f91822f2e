import { negation, printNegated } from '../words.ts';
import type { MatchDefinition, MatchWording, SetEnd } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /**
     * `-m set --match-set`: an ipset of this namespace has an entry that fits, each part of it compared with the end of the
     * packet that `of` names for it. A set that is not there holds nothing.
     */
    set: {
      readonly set: string;
      readonly of: readonly SetEnd[];
      readonly negated?: boolean;
    };
  }
}

const words = { source: 'src', destination: 'dst' } as const;

const set: MatchDefinition<'set'> = {
  name: 'set',
  fits: ({ set: name, of, negated = false }, packet, context) =>
    (context.findInSet(name, packet, of) !== undefined) !== negated,
  because: ({ set: name, of }, packet, context) => context.findInSet(name, packet, of) ?? [],
  print: ({ set: name, of, negated }) =>
    `-m set ${printNegated(negated)}--match-set ${name} ${of.map((end) => words[end]).join(',')}`,
};
export default set;

export const wording: MatchWording<'set'> = {
  modules: ['set'],
  options: { '--match-set': 2 },
  read([option, more]) {
    const [name, ends = ''] = option?.values ?? [];
    if (!option || more || name === undefined || !/^(?:src|dst)(?:,(?:src|dst)){0,5}$/.test(ends))
      return undefined;
    const of = ends.split(',').map((end) => (end === 'src' ? 'source' : 'destination'));
    return { set: name, of, ...negation(option) };
  },
};
