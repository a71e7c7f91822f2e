import type { Resolver } from '../../sim/dataplane/types.ts';

/** The resolver's settings as /etc/resolv.conf says them. */
export function printResolver({ nameservers, search, ndots }: Resolver): string {
  return [
    ...(search.length > 0 ? [`search ${search.join(' ')}`] : []),
    ...nameservers.map((ip) => `nameserver ${ip}`),
    `options ndots:${ndots}`,
  ].join('\n');
}
