import { contains } from '../../../net/index.ts';
import { printNegated, readRange } from '../words.ts';
import type { Cidr, MatchDefinition, MatchWording } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /** `-d`: the destination address lies in a range. */
    destination: { readonly range: Cidr; readonly negated?: boolean };
  }
}

const destination: MatchDefinition<'destination'> = {
  name: 'destination',
  headerOrder: 2,
  fits: ({ range, negated = false }, packet) => contains(range, packet.destination) !== negated,
  print: ({ range, negated }) =>
    range.prefix === 0 && negated !== true ? '' : `${printNegated(negated)}-d ${range.text}`,
};
export default destination;

export const wording: MatchWording<'destination'> = {
  options: { '-d': 1, '--destination': 1, '--dst': 1 },
  read: readRange,
};
