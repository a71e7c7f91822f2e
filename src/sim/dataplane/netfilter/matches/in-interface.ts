import { fitsInterface, printNegated, readInterface } from '../words.ts';
import type { MatchDefinition, MatchWording } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /** `-i`: the packet came in by this interface; a final `+` stands for any ending. */
    inInterface: { readonly interface: string; readonly negated?: boolean };
  }
}

const inInterface: MatchDefinition<'inInterface'> = {
  name: 'inInterface',
  headerOrder: 3,
  fits: (match, _packet, context) =>
    fitsInterface(match.interface, context.inInterface) !== (match.negated ?? false),
  print: (match) => `${printNegated(match.negated)}-i ${match.interface}`,
};
export default inInterface;

export const wording: MatchWording<'inInterface'> = {
  options: { '-i': 1, '--in-interface': 1 },
  read: readInterface,
};
