import { readIp, type Ip, type PortTransport } from '../../../net/index.ts';
import { readNumber, valueOf } from '../words.ts';
import type { MatchDefinition, MatchWording } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /** `-m ipvs`: the packet belongs to a connection through this virtual server, and IPVS has dealt with it in this kernel (xt_ipvs.c). */
    ipvs: {
      readonly protocol: PortTransport['protocol'];
      readonly address: Ip;
      readonly port: number;
    };
  }
}

/** Numbers of IANA, which iptables-save prints. */
const numbers = { TCP: 6, UDP: 17, SCTP: 132 } as const;

const ipvs: MatchDefinition<'ipvs'> = {
  name: 'ipvs',
  fits: ({ protocol, address, port }, _packet, { virtualServer: met }) =>
    met?.protocol === protocol && met.address === address && met.port === port,
  print: ({ protocol, address, port }) =>
    `-m ipvs --vproto ${numbers[protocol]} --vaddr ${address} --vport ${port}`,
};
export default ipvs;

export const wording: MatchWording<'ipvs'> = {
  modules: ['ipvs'],
  options: { '--vproto': 1, '--vaddr': 1, '--vport': 1 },
  read(given) {
    const number = readNumber(valueOf(given, '--vproto'));
    const protocol = (['TCP', 'UDP', 'SCTP'] as const).find((each) => numbers[each] === number);
    const address = readIp(valueOf(given, '--vaddr') ?? '');
    const port = readNumber(valueOf(given, '--vport'));
    return protocol && address !== undefined && port !== undefined
      ? { protocol, address, port }
      : undefined;
  },
};
