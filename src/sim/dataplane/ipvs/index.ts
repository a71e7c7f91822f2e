import { answer, request } from './forward.ts';
import { nameOfServer } from './names.ts';
import { printServers } from './print.ts';
import type { Ipvs, VirtualServer } from './types.ts';

/** The virtual servers of a namespace, ready for the hooks and for print. */
export function ipvsOf(virtualServers: readonly VirtualServer[]): Ipvs {
  const byName = new Map(virtualServers.map((server) => [nameOfServer(server), server]));
  return {
    virtualServers,
    request: (packet, kernel) => request(byName, packet, kernel),
    answer: (packet, kernel) => answer(byName, packet, kernel),
    print: () => printServers(virtualServers),
  };
}

export { nameOf, nameOfServer } from './names.ts';
export type * from './types.ts';
