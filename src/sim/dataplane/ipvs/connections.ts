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

/** Remembers a connection, or that it has just been used, and lets go of those that have not been for too long. */
export function keep(connection: IpvsConnection, kernel: Kernel): void {
  const { memory, nowSeconds } = kernel;
  const { protocol, client, virtual, real } = connection;
  const seen = { ...connection, seenSeconds: nowSeconds };
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

/** How many connections each real server of a virtual server has now. */
export function connectionsBehind(
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
    if (chosen && alive(connection, kernel)) counts.set(chosen, (counts.get(chosen) ?? 0) + 1);
  }
  return counts;
}

function alive(
  connection: IpvsConnection | undefined,
  { nowSeconds }: Kernel,
): IpvsConnection | undefined {
  return connection && nowSeconds < connection.seenSeconds + timeoutSeconds[connection.protocol]
    ? connection
    : undefined;
}

function keyOf(protocol: string, from: End, to: End): string {
  return `${protocol} ${nameOf(from)} ${nameOf(to)}`;
}
