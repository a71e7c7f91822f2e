import { cidr, contains, type Cidr, type Ip, type IpFamily } from '../../../net/index.ts';
import type { AddressField } from '../../nftables/index.ts';
import type { ProxyConfig } from '../types.ts';

/** What of the configuration decides the form of the rules, worked out once. */
export interface Settings {
  readonly family: IpFamily;
  readonly source: AddressField;
  readonly destination: AddressField;
  readonly podCidr: Cidr | undefined;
  /** Of this family. */
  readonly serviceCidrs: readonly Cidr[];
  readonly nodeAddress: Ip;
  readonly masqueradeAll: boolean;
  /** The addresses node ports answer on; `all` for every one of the node but those of loopback. */
  readonly nodePortAddresses: 'all' | readonly Ip[];
}

/** What is no more than a host's own: node ports never answer there in this mode. */
export const loopback: Readonly<Record<IpFamily, Cidr>> = {
  IPv4: cidr('127.0.0.0/8'),
  IPv6: cidr('::1/128'),
};

/**
 * Authority: NewProxier of pkg/proxy/nftables/proxier.go, and cmd/kube-proxy/app/server_linux.go: without
 * `--nodeport-addresses` node ports answer on the node's primary address.
 */
export function settingsOf(config: ProxyConfig): Settings {
  const { ipFamily: family, nodeAddress, podCidr, masqueradeAll } = config;
  const ofFamily = (range: Cidr): boolean => range.family === family;
  const ranges = config.nodePortAddresses.filter(ofFamily);
  const isChosen = ranges.length === 0 || ranges.some((range) => contains(range, nodeAddress));
  return {
    family,
    source: family === 'IPv6' ? 'ip6 saddr' : 'ip saddr',
    destination: family === 'IPv6' ? 'ip6 daddr' : 'ip daddr',
    podCidr,
    serviceCidrs: config.serviceCidrs.filter(ofFamily),
    nodeAddress,
    masqueradeAll,
    nodePortAddresses: ranges.some(({ prefix }) => prefix === 0)
      ? 'all'
      : [nodeAddress].filter(() => isChosen),
  };
}

/** Tells settings apart that lead to different rules for a Service port. */
export function keyOf({ family, podCidr }: Settings): string {
  return `${family} ${podCidr?.text ?? ''}`;
}
