import type { Cidr, Ip, IpFamily } from '../../../net/index.ts';
import { cidr, contains, ip } from '../../../net/index.ts';
import type { ProxyConfig } from '../types.ts';

/** What of the configuration decides the form of the rules, worked out once. */
export interface Settings {
  readonly family: IpFamily;
  readonly podCidr: Cidr | undefined;
  readonly nodeAddress: Ip;
  readonly masqueradeAll: boolean;
  /** Node ports answer on 127.0.0.1 too. */
  readonly localhostNodePorts: boolean;
  /** The addresses node ports answer on; `all` for every one of the node. */
  readonly nodePortAddresses: 'all' | readonly Ip[];
  /** Packets are counted under a name where kube-proxy's metrics want it. */
  readonly countsPackets: boolean;
  /** With very many endpoints kube-proxy leaves comments out. */
  readonly largeCluster: boolean;
}

/** largeClusterEndpointsThreshold of pkg/proxy/iptables/proxier.go. */
const largeClusterEndpoints = 1000;
const loopback: Readonly<Record<IpFamily, Ip>> = { IPv4: ip('127.0.0.1'), IPv6: ip('::1') };
const loopbackStart = ip('127.0.0.0');

/** Authority for node port addresses: pkg/proxy/util/nodeport_addresses.go. */
export function settingsOf(config: ProxyConfig, endpointCount: number): Settings {
  const { ipFamily: family, nodeAddress } = config;
  const ranges = config.nodePortAddresses.filter((range) => range.family === family);
  const all = ranges.length === 0 || ranges.some(({ prefix }) => prefix === 0);
  const reachesLoopback = all || ranges.some(touchesLoopback);
  const localhostNodePorts = config.localhostNodePorts && family === 'IPv4' && reachesLoopback;
  return {
    family,
    podCidr: config.podCidr,
    nodeAddress,
    masqueradeAll: config.masqueradeAll,
    localhostNodePorts,
    nodePortAddresses: all
      ? 'all'
      : [loopback[family], nodeAddress].filter(
          (address) =>
            ranges.some((range) => contains(range, address)) &&
            (address !== loopback[family] || localhostNodePorts),
        ),
    countsPackets: config.version !== '1.28',
    largeCluster: endpointCount > largeClusterEndpoints,
  };
}

const loopbackRange = cidr('127.0.0.0/8');

function touchesLoopback(range: Cidr): boolean {
  return range.base[0] === loopbackRange.base[0] || contains(range, loopbackStart);
}

/** Tells settings apart that lead to different rules for a Service port. */
export function keyOf(settings: Settings): string {
  const { podCidr, masqueradeAll, localhostNodePorts, countsPackets, largeCluster } = settings;
  return [podCidr?.text, masqueradeAll, localhostNodePorts, countsPackets, largeCluster].join(' ');
}
