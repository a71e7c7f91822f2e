import { negation, printNegated } from '../words.ts';
import type { MatchDefinition, MatchWording } from '../types.ts';
import type { TcpFlag } from '../../../net/index.ts';

declare module '../types.ts' {
  interface Matches {
    /** `--tcp-flags`: of the flags in `examined`, just those in `set` are set. */
    tcpFlags: {
      readonly examined: readonly TcpFlag[];
      readonly set: readonly TcpFlag[];
      readonly negated?: boolean;
    };
  }
}

/** In the order iptables-save prints them (libxt_tcp.c). Packets of the simulation never carry URG. */
const flags: readonly TcpFlag[] = ['FIN', 'SYN', 'RST', 'PSH', 'ACK'];

const tcpFlags: MatchDefinition<'tcpFlags'> = {
  name: 'tcpFlags',
  fits({ examined, set, negated = false }, { transport }) {
    if (transport.protocol !== 'TCP') return false;
    const fits = examined.every(
      (flag) => (transport.flags?.includes(flag) ?? false) === set.includes(flag),
    );
    return fits !== negated;
  },
  print: ({ examined, set, negated }) =>
    `-m tcp ${printNegated(negated)}--tcp-flags ${printFlags(examined)} ${printFlags(set)}`,
};
export default tcpFlags;

function printFlags(some: readonly TcpFlag[]): string {
  return flags.filter((flag) => some.includes(flag)).join(',') || 'NONE';
}

export const wording: MatchWording<'tcpFlags'> = {
  modules: ['tcp'],
  options: { '--tcp-flags': 2, '--syn': 0 },
  read([option, more]) {
    if (!option || more) return undefined;
    if (option.name === '--syn')
      return { examined: ['FIN', 'SYN', 'RST', 'ACK'], set: ['SYN'], ...negation(option) };
    const [examined, set] = option.values.map(readFlags);
    return examined && set && { examined, set, ...negation(option) };
  },
};

function readFlags(text: string): readonly TcpFlag[] | undefined {
  const named = text === 'NONE' ? [] : text.split(',');
  const known = flags.filter((flag) => named.includes(flag));
  return known.length === named.length ? known : undefined;
}
