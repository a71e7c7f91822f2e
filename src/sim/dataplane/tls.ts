import { readIp } from '../net/index.ts';
import type { Outcome } from '../trace/types.ts';
import type { Conversation } from './conversation.ts';
import type { Target } from './target.ts';

/**
 * What a client that wanted TLS makes of the answer: one in plain words is no TLS, and a certificate has to be for the name that was asked for. The
 * words are curl's with OpenSSL. (Who asks is told the status no more: it has not read any.)
 */
export function overTls(talk: Conversation, outcome: Outcome, { scheme, host }: Target): Outcome {
  if (scheme !== 'https' || (outcome.result !== 'delivered' && outcome.result !== 'http-error'))
    return outcome;
  const leg = talk.legs.findLastIndex(({ purpose, proxy }) => purpose === 'response' && !proxy);
  const hops = talk.legs[leg]?.hops ?? [];
  const payload = hops.at(-1)?.after.payload;
  const certificate = payload?.carries === 'http-response' ? payload.certificate : undefined;
  if (certificate?.some((name) => isFor(name, host))) return outcome;
  const { status: _, ...others } = outcome;
  return {
    ...others,
    at: { leg, hop: hops.length - 1 },
    result: certificate ? 'wrong-certificate' : 'no-tls',
    says: certificate
      ? `curl: (60) SSL: no alternative certificate subject name matches target host name '${host}'`
      : 'curl: (35) error:0A00010B:SSL routines::wrong version number',
  };
}

/** RFC 6125 section 6.4.3: a wildcard stands for one label. No address is meant by a name. */
function isFor(name: string, host: string): boolean {
  const asked = host.toLowerCase();
  if (name.toLowerCase() === asked) return true;
  return (
    name.startsWith('*.') && !readIp(host) && asked.replace(/^[^.]+/, '*') === name.toLowerCase()
  );
}
