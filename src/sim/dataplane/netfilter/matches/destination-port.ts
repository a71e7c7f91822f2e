import { printNegated, printPorts, readPorts } from '../words.ts';
import type { MatchDefinition, MatchWording } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /** `--dport`: the destination port is `port`, or lies between `port` and `last`, both included. */
    destinationPort: {
      readonly protocol: 'TCP' | 'UDP' | 'SCTP';
      readonly port: number;
      readonly last?: number;
      readonly negated?: boolean;
    };
  }
}

const destinationPort: MatchDefinition<'destinationPort'> = {
  name: 'destinationPort',
  fits: ({ protocol, port, last = port, negated = false }, { transport }) =>
    transport.protocol === protocol &&
    (transport.destinationPort >= port && transport.destinationPort <= last) !== negated,
  print: ({ protocol, port, last, negated }) =>
    `-m ${protocol.toLowerCase()} ${printNegated(negated)}--dport ${printPorts(port, last)}`,
};
export default destinationPort;

export const wording: MatchWording<'destinationPort'> = {
  modules: ['tcp', 'udp', 'sctp'],
  options: { '--dport': 1, '--destination-port': 1 },
  read: readPorts,
};
