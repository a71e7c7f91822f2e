import type { Resolver } from '../../sim/dataplane/types.ts';

/** The resolver's settings as /etc/resolv.conf says them. */
export function printResolver({ nameservers, search, options }: Resolver): string {
  return [
    ...(search.length > 0 ? [`search ${search.join(' ')}`] : []),
    ...nameservers.map((ip) => `nameserver ${ip}`),
    ...(options.length > 0 ? [`options ${options.join(' ')}`] : []),
  ].join('\n');
}

/** /etc/hosts: an address with all its names on one line, as kubelet writes them. */
export function printHosts({ hosts }: Resolver): string {
  const names = new Map<string, string[]>();
  for (const [name, ip] of hosts) names.set(ip, [...(names.get(ip) ?? []), name]);
  return [...names].map(([ip, all]) => [ip, ...all].join('\t')).join('\n');
}
