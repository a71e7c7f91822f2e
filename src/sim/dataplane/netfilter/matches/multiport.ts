import { hasPorts } from '../../../net/index.ts';
import { printNegated, printPorts, readPorts, negation } from '../words.ts';
import type { MatchDefinition, MatchWording } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /** `-m multiport`: one end, or either, has one of these ports or lies in one of these ranges, both ends included. */
    multiport: {
      readonly of: 'source' | 'destination' | 'either';
      readonly ports: readonly { readonly port: number; readonly last?: number }[];
      readonly negated?: boolean;
    };
  }
}

const options = { source: '--sports', destination: '--dports', either: '--ports' } as const;
type End = keyof typeof options;

const multiport: MatchDefinition<'multiport'> = {
  name: 'multiport',
  fits({ of, ports, negated = false }, { transport }) {
    if (!hasPorts(transport)) return false;
    const { sourcePort, destinationPort } = transport;
    const asked = {
      source: [sourcePort],
      destination: [destinationPort],
      either: [sourcePort, destinationPort],
    };
    const fits = asked[of].some((number) =>
      ports.some(({ port, last = port }) => number >= port && number <= last),
    );
    return fits !== negated;
  },
  print: ({ of, ports, negated }) =>
    `-m multiport ${printNegated(negated)}${options[of]} ${ports.map(({ port, last }) => printPorts(port, last)).join(',')}`,
};
export default multiport;

export const wording: MatchWording<'multiport'> = {
  modules: ['multiport'],
  options: {
    '--sports': 1,
    '--source-ports': 1,
    '--dports': 1,
    '--destination-ports': 1,
    '--ports': 1,
  },
  read([option, more]) {
    const ports = option?.values[0]?.split(',').map(readRangeOfPorts);
    if (!option || more || !ports?.every((each) => each !== undefined)) return undefined;
    return { of: endOf(option.name), ports, ...negation(option) };
  },
};

function readRangeOfPorts(text: string): { port: number; last?: number } | undefined {
  const read = readPorts([{ name: '', negated: false, values: [text] }], 'tcp');
  if (!read) return undefined;
  return read.last === undefined ? { port: read.port } : { port: read.port, last: read.last };
}

function endOf(option: string): End {
  if (option === '--ports') return 'either';
  return option.startsWith('--s') ? 'source' : 'destination';
}
