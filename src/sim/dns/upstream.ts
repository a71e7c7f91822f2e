import type { Outside } from '../spec.ts';
import type { Answer, Question } from './message.ts';
import type { DnsRecord } from '../net/index.ts';
import { qualified } from './name.ts';

/** Whoever is asked for what lies outside a server's own zones; `undefined` when nobody answered. */
export type Upstream = (question: Question) => Answer | undefined;

/** What a server says when those it asked did not answer. */
export const serverFailure: Answer = { rcode: 'SERVFAIL', authoritative: false, records: [] };

const ttlSeconds = 300;

/** How long resolvers remember that a name does not exist, as the root zone says it. */
const rootSoa: DnsRecord = {
  name: '.',
  type: 'SOA',
  ttlSeconds: 86_400,
  data: 'a.root-servers.net. nstld.verisign-grs.com. 1 1800 900 604800 86400',
};

/** What the resolver outside answers: it knows the addresses of the hosts that were declared, and no other name. */
export function askOutside({ hosts }: Outside, { name, type }: Question): Answer {
  const asked = qualified(name.toLowerCase());
  const known = hosts.filter((host) => qualified(host.name.toLowerCase()) === asked);
  const found = known.length > 0 ? known : hosts.filter((host) => covers(host.name, asked));
  if (found.length === 0 || type !== 'A')
    return {
      rcode: found.length === 0 ? 'NXDOMAIN' : 'NOERROR',
      authoritative: false,
      records: [],
      authority: [rootSoa],
    };
  const records = found.map(({ address }) => ({ name, type, ttlSeconds, data: address }));
  return { rcode: 'NOERROR', authoritative: false, records };
}

function covers(wildcard: string, name: string): boolean {
  return wildcard.startsWith('*.') && name.endsWith(qualified(wildcard.slice(1).toLowerCase()));
}
