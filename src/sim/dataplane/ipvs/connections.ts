import type { Packet } from '../../net/index.ts';
import { nameOf } from './names.ts';
import type {
  End,
  IpvsConnection,
  IpvsKernel,
  IpvsMemory,
  RealServer,
  VirtualServer,
} from './types.ts';

/** After how many seconds without a packet a connection is forgotten (tcp_timeouts, udp_timeouts, sctp_timeouts of Linux). */
const timeoutSeconds = { TCP: 15 * 60, UDP: 5 * 60, SCTP: 15 * 60 } as const;
/** The same once it is being closed: FIN_WAIT and TIME_WAIT, or CLOSE. */
const closingSeconds = { FIN: 2 * 60, RST: 10 } as const;

type Kernel = Pick<IpvsKernel, 'memory' | 'nowSeconds'>;

/** ip_vs_conn_in_get: the connection of a request. */
export function connectionOfRequest(
  protocol: string,
  client: End,
  virtual: End,
  kernel: Kernel,
): IpvsConnection | undefined {
  return alive(kernel.memory.requests.get(keyOf(protocol, client, virtual)), kernel);
}

/** ip_vs_conn_out_get: the connection of an answer. */
export function connectionOfAnswer(
  protocol: string,
  real: End,
  client: End,
  kernel: Kernel,
): IpvsConnection | undefined {
  return alive(kernel.memory.answers.get(keyOf(protocol, real, client)), kernel);
}

/** Remembers a connection, or that this packet of it has just come, and lets go of those that have not been used for too long. */
export function keep(connection: IpvsConnection, packet: Packet, kernel: Kernel): void {
  const { memory, nowSeconds } = kernel;
  const { protocol, client, virtual, real } = connection;
  const closing = closingBy(packet) ?? connection.closing;
  const seen = { ...connection, seenSeconds: nowSeconds, ...(closing && { closing }) };
  forget(connection, memory);
  for (const oldest of memory.requests.values()) {
    if (alive(oldest, kernel)) break;
    forget(oldest, memory);
  }
  memory.requests.set(keyOf(protocol, client, virtual), seen);
  memory.answers.set(keyOf(protocol, real, client), seen);
}

/** ip_vs_conn_expire_now */
export function forget(
  { protocol, client, virtual, real }: IpvsConnection,
  memory: IpvsMemory,
): void {
  memory.requests.delete(keyOf(protocol, client, virtual));
  memory.answers.delete(keyOf(protocol, real, client));
}

function closingBy({ transport }: Packet): IpvsConnection['closing'] {
  const flags = (transport.protocol === 'TCP' && transport.flags) || [];
  return (['RST', 'FIN'] as const).find((flag) => flags.includes(flag));
}

/**
 * How busy each real server of a virtual server is: an active connection counts as much as 256 that are being closed
 * (ip_vs_dest_conn_overhead).
 */
export function overheadOf(
  { protocol, address, port, realServers }: VirtualServer,
  kernel: Kernel,
): ReadonlyMap<RealServer, number> {
  const counts = new Map<RealServer, number>();
  for (const connection of kernel.memory.requests.values()) {
    const { virtual, real } = connection;
    if (virtual.address !== address || virtual.port !== port || connection.protocol !== protocol)
      continue;
    const chosen = realServers.find(
      (each) => each.address === real.address && each.port === real.port,
    );
    if (chosen && alive(connection, kernel))
      counts.set(chosen, (counts.get(chosen) ?? 0) + (connection.closing ? 1 : 256));
  }
  return counts;
}

function alive(
  connection: IpvsConnection | undefined,
  { nowSeconds }: Kernel,
): IpvsConnection | undefined {
  if (!connection) return undefined;
  const { protocol, closing, seenSeconds } = connection;
  const timeout = closing ? closingSeconds[closing] : timeoutSeconds[protocol];
  return nowSeconds < seenSeconds + timeout ? connection : undefined;
}

function keyOf(protocol: string, from: End, to: End): string {
  return `${protocol} ${nameOf(from)} ${nameOf(to)}`;
}
