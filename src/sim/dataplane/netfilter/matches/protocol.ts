import { printNegated } from '../words.ts';
import type { MatchDefinition, Protocol } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /** `-p`: the packet is of this protocol. */
    protocol: { readonly protocol: Protocol; readonly negated?: boolean };
  }
}

const protocol: MatchDefinition<'protocol'> = {
  name: 'protocol',
  headerOrder: 5,
  fits: (match, { transport }) =>
    (transport.protocol === match.protocol) !== (match.negated ?? false),
  print: (match) => `${printNegated(match.negated)}-p ${match.protocol.toLowerCase()}`,
};
export default protocol;
