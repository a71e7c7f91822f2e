import { negation, printHex, printNegated, readBits } from '../words.ts';
import type { MatchDefinition, MatchWording } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /** `-m mark`: the packet's mark, as far as `mask` lets it be seen, equals `value`. Without a mask all 32 bits count. */
    mark: { readonly value: number; readonly mask?: number; readonly negated?: boolean };
  }
}

const allBits = 0xffffffff;

const mark: MatchDefinition<'mark'> = {
  name: 'mark',
  fits: ({ value, mask = allBits, negated = false }, _packet, _context, now) =>
    ((now & mask) >>> 0 === value) !== negated,
  print: ({ value, mask = allBits, negated }) =>
    `-m mark ${printNegated(negated)}--mark ${printHex(value)}${mask === allBits ? '' : `/${printHex(mask)}`}`,
};
export default mark;

export const wording: MatchWording<'mark'> = {
  modules: ['mark'],
  options: { '--mark': 1 },
  read([option]) {
    const bits = readBits(option?.values[0]);
    return option && bits && { ...bits, ...negation(option) };
  },
};
