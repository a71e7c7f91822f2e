import { rememberLast } from '../../../../base/remember.ts';
import type { EndpointSlice, Service } from '../../../api/kinds/types.ts';
import type { Ip } from '../../../net/index.ts';
import { macOf } from '../../cni/parts/addresses.ts';
import { ipvsOf, nameOfServer, type VirtualServer } from '../../ipvs/index.ts';
import type { Interface } from '../../types.ts';
import { proxiedPorts, type ProxiedPort } from '../service/port.ts';
import { rememberVariants } from '../service/variants.ts';
import type { ProxyConfig, ProxyRules } from '../types.ts';
import { chainsOf } from './chains.ts';
import { loopbackEntries, partsOf, type PortParts } from './port-parts.ts';
import { ipsetsOf, type SetEntry } from './sets.ts';
import { settingsOf, type Settings } from './settings.ts';

/** defaultDummyDevice */
const device = 'kube-ipvs0';

const portParts = rememberVariants<PortParts>();
const joined = rememberLast<readonly ProxiedPort[], Joined>();

/** What all ports together add to a node. */
interface Joined {
  readonly virtualServers: readonly VirtualServer[];
  readonly addresses: readonly Ip[];
  readonly entries: readonly SetEntry[];
}

/** Virtual servers, the device with their addresses, sets and rules of kube-proxy on a node. */
export function programIpvs(
  services: readonly Service[],
  slices: readonly EndpointSlice[],
  config: ProxyConfig,
): ProxyRules {
  const ports = proxiedPorts(services, slices, config.ipFamily, config.version);
  const settings = settingsOf(config);
  const parts = ports.map((port) =>
    portParts(port, config, keyOf(port, settings), (chosen) => partsOf(port, chosen, settings)),
  );
  const { virtualServers, addresses, entries } = joined(ports, parts, () => join(parts));
  const loopback = ports.flatMap((port) => loopbackEntries(port, config.nodeName));
  const ipsets = ipsetsOf([...loopback, ...entries]);
  return {
    ipvs: ipvsOf(virtualServers),
    interfaces: [dummy(addresses, config)],
    arpIgnore: config.strictArp ?? false,
    ipsets,
    iptables: chainsOf(
      ipsets,
      parts.flatMap(({ outFilter }) => outFilter),
      settings,
    ),
  };
}

/** Tells settings apart that lead to different parts for a Service port. Only node ports are different on every node. */
function keyOf({ nodePort }: ProxiedPort, settings: Settings): string {
  const { scheduler, nodePortAddresses, localAddresses } = settings;
  return nodePort === undefined
    ? scheduler
    : `${scheduler} ${nodePortAddresses.join()} ${localAddresses.join()}`;
}

/** Of two virtual servers with one address and port the first one stays; the other's endpoints never get in. */
function join(parts: readonly PortParts[]): Joined {
  const servers = new Map<string, VirtualServer>();
  for (const server of parts.flatMap(({ virtualServers }) => virtualServers)) {
    const name = nameOfServer(server);
    if (!servers.has(name)) servers.set(name, server);
  }
  const bound = parts.flatMap((part) => part.bound);
  const addresses = [...new Set(bound.map(({ ip }) => ip))];
  const entries = parts.flatMap((part) => part.entries);
  const own = new Map(bound.map(({ ip, because }) => [ip, because]));
  return {
    virtualServers: [...servers.values()],
    addresses,
    entries: [
      ...entries,
      ...[...own].map(([key, because]) => ({ set: 'KUBE-IPVS-IPS', key, because }) as const),
    ],
  };
}

/**
 * Down, as kube-proxy leaves it, and its addresses are the node's own all the same. It asks nobody by ARP; but who asks for such an
 * address on the nodes' network gets an answer of each node, unless ARP is strict.
 */
function dummy(addresses: readonly Ip[], { nodeName, nodeAddress }: ProxyConfig): Interface {
  return {
    name: device,
    mac: macOf(nodeAddress, 'far'),
    addresses: addresses.map((ip) => ({ ip, prefix: 32 })),
    mtu: 1500,
    device: { type: 'dummy' },
    down: true,
    because: [{ kind: 'Node', namespace: '', name: nodeName, path: '' }],
  };
}
