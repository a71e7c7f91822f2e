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
  print: (match) => `${printNegated(match.negated)}-p ${nameOf(match.protocol)}`,
};
export default protocol;

/** As /etc/protocols spells it. */
function nameOf(protocol: Protocol): string {
  return protocol === 'IPIP' ? 'ipencap' : protocol.toLowerCase();
}

export const wording: MatchWording<'protocol'> = {
  options: { '-p': 1, '--protocol': 1 },
  read([option]) {
    const protocol = option?.values[0]?.toUpperCase().replace(/^(?:IPENCAP|IPV4|4)$/, 'IPIP');
    return option && isProtocol(protocol) ? { protocol, ...negation(option) } : undefined;
  },
};

function isProtocol(text: string | undefined): text is Protocol {
  return text === 'TCP' || text === 'UDP' || text === 'SCTP' || text === 'ICMP' || text === 'IPIP';
}
