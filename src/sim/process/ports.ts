import { ip, readIp, type Ip } from '../net/index.ts';

/** A socket that waits, before we know whose it is. */
export interface KnownPort {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** 1 to 65535. */
  readonly port: number;
  readonly address: Ip;
  /** Name of a server in `servers/`. */
  readonly server: string;
  /** It speaks TLS and nothing else. */
  readonly tls?: true;
}

/** Every address of the network namespace. */
export const anyAddress = ip('0.0.0.0');

/** Ports whose usual owner does not speak HTTP. Anything else over TCP is taken to be a web server. */
const speakBytes = new Set([
  21, 22, 25, 53, 110, 143, 389, 465, 587, 636, 993, 995, 1433, 1521, 1883, 2181, 2379, 2380, 3306,
  3389, 4222, 5432, 5672, 6379, 6432, 8883, 9042, 9092, 11211, 15432, 16379, 26379, 27017,
]);

/** Ports whose usual owner speaks TLS. */
const speakTls = new Set([443, 6443, 8443, 9443]);

/** What probably answers on a port nobody told us more about. */
export function usualServer(
  protocol: KnownPort['protocol'],
  port: number,
): Pick<KnownPort, 'server' | 'tls'> {
  if (protocol === 'UDP') return { server: 'echo' };
  if (protocol === 'SCTP' || speakBytes.has(port)) return { server: 'bytes' };
  return { server: 'http', ...(speakTls.has(port) && { tls: true }) };
}

/** A web server on `port`. */
export function http(port: number, address: Ip = anyAddress): KnownPort {
  return { protocol: 'TCP', port, address, server: 'http' };
}

/** A web server that speaks TLS on `port`. */
export function https(port: number, address: Ip = anyAddress): KnownPort {
  return { ...http(port, address), tls: true };
}

/** A TCP server whose words nobody in the simulation reads. */
export function bytes(port: number, address: Ip = anyAddress): KnownPort {
  return { protocol: 'TCP', port, address, server: 'bytes' };
}

/** A server that sends datagrams back. */
export function echo(port: number, address: Ip = anyAddress): KnownPort {
  return { protocol: 'UDP', port, address, server: 'echo' };
}

/** The number in `text` if it is a port, 1 to 65535. */
export function readPort(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port >= 1 && port <= 65535 ? port : undefined;
}

/** Reads `8080`, `:8080`, `127.0.0.1:8080`, `[::1]:8080` or `localhost:8080`. Anything else is `undefined`. */
export function readHostPort(text: string): Pick<KnownPort, 'address' | 'port'> | undefined {
  const [, host = '', digits] = /^(?:(\[[^\]]*\]|[^:]*):)?(\d+)$/.exec(text) ?? [];
  const port = readPort(digits);
  const address = readHost(host);
  return port === undefined || address === undefined ? undefined : { address, port };
}

/** An address to listen on, as programs are told: empty, `*` and `::` mean every address. */
export function readHost(text: string): Ip | undefined {
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  if (bare === '' || bare === '*' || bare === '::') return anyAddress;
  return bare === 'localhost' ? ip('127.0.0.1') : readIp(bare);
}
