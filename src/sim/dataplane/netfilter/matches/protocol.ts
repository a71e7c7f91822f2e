import { negation, printNegated } from '../words.ts';
import type { MatchDefinition, MatchWording, Protocol } from '../types.ts';

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

export const wording: MatchWording<'protocol'> = {
  options: { '-p': 1, '--protocol': 1 },
  read([option]) {
    const protocol = option?.values[0]?.toUpperCase();
    return option && isProtocol(protocol) ? { protocol, ...negation(option) } : undefined;
  },
};

function isProtocol(text: string | undefined): text is Protocol {
  return text === 'TCP' || text === 'UDP' || text === 'SCTP' || text === 'ICMP';
}
