import { statusText, type DnsRecord, type Packet, type RecordType } from '../net/index.ts';
import type { FailureReason, Outcome, Result } from '../trace/types.ts';
import type { Target } from './target.ts';

/** What a reset or an ICMP error means to the one who gets it. */
export function resultOf({ transport }: Packet): Result {
  if (transport.protocol !== 'ICMP') return 'refused';
  // A ping knows no ports that could refuse it.
  const asked = transport.about?.transport.protocol;
  return transport.type === 'port-unreachable' && asked !== 'ICMP' ? 'refused' : 'unreachable';
}

/**
 * What it means to one whose connection stood. Of errors only one makes it act, by sending less at once; the others say what may pass, and it
 * goes on repeating what was not acknowledged (RFC 1122 section 4.2.3.9; tcp_v4_err: sk_err_soft).
 */
export function endOfConnection({ transport }: Packet): Result {
  if (transport.protocol !== 'ICMP') return 'reset';
  return transport.type === 'fragmentation-needed' ? 'unreachable' : 'timed-out';
}

/** What the sender sees of an answer. */
export function wordsOf({ payload, transport, source }: Packet): string {
  if (transport.protocol === 'ICMP') return `64 bytes from ${source}: icmp_seq=1`;
  if (payload?.carries === 'http-response')
    return [
      `HTTP/1.1 ${statusText(payload.status)}`,
      ...Object.entries(payload.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
      ...(payload.body === undefined ? [] : [payload.body]),
    ].join('\n');
  return payload?.carries === 'bytes' ? payload.text : '';
}

/** Records as host(1) of BIND prints them, a line each. */
export function wordsOfRecords(records: readonly DnsRecord[]): string {
  return records
    .map(
      ({ name, type, data }) =>
        `${bare(name)} ${recordWords[type] ?? `has ${type} record`} ${data}`,
    )
    .join('\n');
}

const recordWords: Partial<Readonly<Record<RecordType, string>>> = {
  A: 'has address',
  AAAA: 'has IPv6 address',
  CNAME: 'is an alias for',
  NS: 'name server',
  PTR: 'domain name pointer',
  TXT: 'descriptive text',
};

function bare(name: string): string {
  return name.replace(/\.$/, '');
}

function lookupFailed(reason: FailureReason | undefined, host: string, type: RecordType): string {
  if (reason === 'name-not-found') return `Host ${host} not found: 3(NXDOMAIN)`;
  if (reason === 'server-failed') return `Host ${host} not found: 2(SERVFAIL)`;
  if (reason === 'name-without-record') return `${host} has no ${type} record`;
  return ';; no servers could be reached';
}

/**
 * What the sender's program prints when it fails (curl's lib/strerror.c, lib/connect.c and lib/cf-socket.c): the words people search
 * for. Of a connection that stood it hears what the kernel heard last.
 */
export function wordsFor(
  { result, reason, waitedFor }: Outcome,
  { scheme, host, port, record }: Target,
): string {
  if (scheme === 'dns') return lookupFailed(reason, host, record ?? 'A');
  if (result === 'unresolved') return `curl: (6) Could not resolve host: ${host}`;
  if (scheme === 'icmp') return `PING ${host}: 1 packets transmitted, 0 received, 100% packet loss`;
  const failed = `curl: (7) Failed to connect to ${host} port ${port}`;
  if (result === 'reset') return 'curl: (56) Recv failure: Connection reset by peer';
  if (result === 'refused') return `${failed}: Connection refused`;
  if (result === 'unreachable') return `${failed}: ${lost(reason)}`;
  // It waits for ever.
  if (reason === 'no-answer' && waitedFor === undefined) return '';
  if (waitedFor === 'answer')
    return `curl: (56) Recv failure: ${reason && errors.has(reason) ? lost(reason) : 'Connection timed out'}`;
  return `curl: (28) Failed to connect to ${host} port ${port}: Connection timed out`;
}

/** What errors on the way say, ENETUNREACH and EHOSTUNREACH in the words of strerror(3). */
function lost(reason: FailureReason | undefined): string {
  return reason === 'no-route' ? 'Network is unreachable' : 'No route to host';
}

/** Reasons of which the sender's kernel hears. */
const errors: ReadonlySet<FailureReason> = new Set(['no-route', 'dead-route', 'no-neighbor']);
