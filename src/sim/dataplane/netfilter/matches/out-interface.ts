import { fitsInterface, printNegated, readInterface } from '../words.ts';
import type { MatchDefinition, MatchWording } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /** `-o`: the packet will leave by this interface; a final `+` stands for any ending. */
    outInterface: { readonly interface: string; readonly negated?: boolean };
  }
}

const outInterface: MatchDefinition<'outInterface'> = {
  name: 'outInterface',
  headerOrder: 4,
  fits: (match, _packet, context) =>
    fitsInterface(match.interface, context.outInterface) !== (match.negated ?? false),
  print: (match) => `${printNegated(match.negated)}-o ${match.interface}`,
};
export default outInterface;

export const wording: MatchWording<'outInterface'> = {
  options: { '-o': 1, '--out-interface': 1 },
  read: readInterface,
};
