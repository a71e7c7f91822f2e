import { protocolOf } from '../words.ts';
import type { MatchDefinition, MatchWording } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /** `-m tcp` without options, as kube-proxy writes it in its DNAT rules: no condition beyond the protocol. */
    protocolModule: { readonly protocol: 'TCP' | 'UDP' | 'SCTP' };
  }
}

const protocolModule: MatchDefinition<'protocolModule'> = {
  name: 'protocolModule',
  fits: (match, { transport }) => transport.protocol === match.protocol,
  print: (match) => `-m ${match.protocol.toLowerCase()}`,
};
export default protocolModule;

export const wording: MatchWording<'protocolModule'> = {
  modules: ['tcp', 'udp', 'sctp'],
  options: {},
  read: (_given, module) => ({ protocol: protocolOf(module) }),
};
