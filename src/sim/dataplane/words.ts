import type { Packet } from '../net/index.ts';
import type { Outcome, Result } from '../trace/types.ts';
import type { Target } from './target.ts';

/** What a reset or an ICMP error means to the one who gets it. */
export function resultOf({ transport }: Packet): Result {
  if (transport.protocol !== 'ICMP') return 'refused';
  if (transport.type === 'port-unreachable') return 'refused';
  return 'unreachable';
}

/** What the sender sees of an answer. */
export function wordsOf({ payload }: Packet): string {
  if (payload?.carries === 'http-response')
    return `HTTP/1.1 ${payload.status} ${payload.status === 200 ? 'OK' : ''}`.trim();
  return payload?.carries === 'bytes' ? payload.text : '';
}

/** What curl prints (lib/strerror.c, lib/connect.c): the words people search for. */
export function wordsFor({ result, reason }: Outcome, { host, port }: Target): string {
  const failed = `curl: (7) Failed to connect to ${host} port ${port}`;
  if (result === 'refused') return `${failed}: Connection refused`;
  if (result === 'unreachable')
    return `${failed}: ${reason === 'no-route' ? 'Network is unreachable' : 'No route to host'}`;
  return `curl: (28) Failed to connect to ${host} port ${port}: Connection timed out`;
}
