import type { DnsMessage } from '../net/index.ts';

/**
 * The resolver that CoreDNS forwards to (`forward . /etc/resolv.conf`), as a stand-in: the simulation has no internet, so no
 * name outside the cluster exists. It answers inside CoreDNS; no packet travels for it.
 */
export function askUpstream(): NonNullable<DnsMessage['answer']> {
  return { rcode: 'NXDOMAIN', authoritative: false, records: [] };
}
