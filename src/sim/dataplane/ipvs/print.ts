import { nameOf } from './names.ts';
import type { VirtualServer } from './types.ts';

/** What `ipvsadm -Ln` prints, without the connections that the columns ActiveConn and InActConn count. */
export function printServers(servers: readonly VirtualServer[]): string {
  const lines = servers.flatMap(
    ({ protocol, scheduler, persistenceSeconds, realServers, ...end }) => [
      [
        protocol.padEnd(4),
        nameOf(end),
        scheduler,
        ...(persistenceSeconds === undefined ? [] : [`persistent ${persistenceSeconds}`]),
      ].join(' '),
      ...realServers.map((each) =>
        `  -> ${nameOf(each).padEnd(28)} Masq    ${String(each.weight).padEnd(6)}`.trimEnd(),
      ),
    ],
  );
  return [
    'Prot LocalAddress:Port Scheduler Flags',
    '  -> RemoteAddress:Port           Forward Weight',
    ...lines,
    '',
  ].join('\n');
}
