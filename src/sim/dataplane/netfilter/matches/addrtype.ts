import { negation, printNegated } from '../words.ts';
import type { MatchDefinition, MatchWording } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /** `-m addrtype`: an address of the packet belongs to this very namespace (type LOCAL; the simulation knows no other). */
    addrtype: {
      readonly of: 'source' | 'destination';
      readonly type: 'LOCAL';
      readonly negated?: boolean;
    };
  }
}

const addrtype: MatchDefinition<'addrtype'> = {
  name: 'addrtype',
  fits: ({ of, negated = false }, packet, context) => context.isLocal(packet[of]) !== negated,
  print: ({ of, type, negated }) =>
    `-m addrtype ${printNegated(negated)}--${of === 'source' ? 'src' : 'dst'}-type ${type}`,
};
export default addrtype;

export const wording: MatchWording<'addrtype'> = {
  modules: ['addrtype'],
  options: { '--src-type': 1, '--dst-type': 1 },
  read([option, more]) {
    if (!option || more || option.values[0] !== 'LOCAL') return undefined;
    return {
      of: option.name === '--src-type' ? 'source' : 'destination',
      type: 'LOCAL',
      ...negation(option),
    };
  },
};
