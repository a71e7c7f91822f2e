import { contains } from '../../../net/index.ts';
import { printNegated, readRange } from '../words.ts';
import type { Cidr, MatchDefinition, MatchWording } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /** `-s`: the source address lies in a range. */
    source: { readonly range: Cidr; readonly negated?: boolean };
  }
}

const source: MatchDefinition<'source'> = {
  name: 'source',
  headerOrder: 1,
  fits: ({ range, negated = false }, packet) => contains(range, packet.source) !== negated,
  // iptables keeps no trace of a condition that always holds.
  print: ({ range, negated }) =>
    range.prefix === 0 && negated !== true ? '' : `${printNegated(negated)}-s ${range.text}`,
};
export default source;

export const wording: MatchWording<'source'> = {
  options: { '-s': 1, '--source': 1, '--src': 1 },
  read: readRange,
};
