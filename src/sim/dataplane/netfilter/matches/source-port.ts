import { printNegated, printPorts, readPorts } from '../words.ts';
import type { MatchDefinition, MatchWording } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /** `--sport`: the source port is `port`, or lies between `port` and `last`, both included. */
    sourcePort: {
      readonly protocol: 'TCP' | 'UDP' | 'SCTP';
      readonly port: number;
      readonly last?: number;
      readonly negated?: boolean;
    };
  }
}

const sourcePort: MatchDefinition<'sourcePort'> = {
  name: 'sourcePort',
  fits: ({ protocol, port, last = port, negated = false }, { transport }) =>
    transport.protocol === protocol &&
    (transport.sourcePort >= port && transport.sourcePort <= last) !== negated,
  print: ({ protocol, port, last, negated }) =>
    `-m ${protocol.toLowerCase()} ${printNegated(negated)}--sport ${printPorts(port, last)}`,
};
export default sourcePort;

export const wording: MatchWording<'sourcePort'> = {
  modules: ['tcp', 'udp', 'sctp'],
  options: { '--sport': 1, '--source-port': 1 },
  read: readPorts,
};
