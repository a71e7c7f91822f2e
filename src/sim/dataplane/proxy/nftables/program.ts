import { rememberLast } from '../../../../base/remember.ts';
import type { EndpointSlice, Service } from '../../../api/kinds/types.ts';
import {
  nftablesOf,
  type Chain,
  type Element,
  type KeyType,
  type NamedSet,
  type Nftables,
} from '../../nftables/index.ts';
import { proxiedPorts, type ProxiedPort } from '../service/port.ts';
import { rememberVariants } from '../service/variants.ts';
import type { ProxyConfig } from '../types.ts';
import { baseChains } from './base-chains.ts';
import { elementsOf, hairpinsOf, type PortElements } from './elements.ts';
import type { SetName } from './names.ts';
import { affinitySets, portChains } from './port-chains.ts';
import { viewOf } from './port-view.ts';
import { keyOf, settingsOf, type Settings } from './settings.ts';

/** What one Service port adds to the table of a node. */
interface PortRules {
  readonly elements: PortElements;
  readonly hairpins: ReadonlyMap<string, readonly Element[]>;
  readonly affinitySets: readonly NamedSet[];
  readonly chains: readonly Chain[];
}

/** What nodes on which all Services look the same have in common. */
interface Shared {
  readonly elements: Readonly<Record<keyof PortElements, ReadonlyMap<string, Element>>>;
  readonly hairpins: ReadonlyMap<string, readonly Element[]>;
  readonly affinitySets: readonly NamedSet[];
  readonly chains: ReadonlyMap<string, Chain>;
}

const portRules = rememberVariants<PortRules>();
const sharedBetween = rememberLast<readonly ProxiedPort[], Shared>();

/** The table of kube-proxy on a node. Ports that have not changed keep their chains and elements. */
export function programNftables(
  services: readonly Service[],
  slices: readonly EndpointSlice[],
  config: ProxyConfig,
): Nftables {
  const ports = proxiedPorts(services, slices, config.ipFamily, config.version);
  const settings = settingsOf(config);
  const key = keyOf(settings);
  const rules = ports.map((port) =>
    portRules(port, config, key, (chosen): PortRules => {
      const view = viewOf(port, chosen, settings);
      return {
        elements: elementsOf(view),
        hairpins: hairpinsOf(view),
        affinitySets: affinitySets(view),
        chains: portChains(view),
      };
    }),
  );
  const shared = sharedBetween(ports, [key, ...rules], () => join(rules));
  return nftablesOf([
    {
      family: settings.family,
      name: 'kube-proxy',
      comment: 'rules for kube-proxy',
      sets: setsOf(shared, config.nodeName, settings),
      chains: new Map([...named(baseChains(settings)), ...shared.chains]),
    },
  ]);
}

function join(rules: readonly PortRules[]): Shared {
  const all = (set: keyof PortElements): ReadonlyMap<string, Element> =>
    byKey(rules.flatMap(({ elements }) => elements[set]));
  const hairpins = new Map<string, Element[]>();
  for (const port of rules)
    for (const [node, elements] of port.hairpins) {
      const here = hairpins.get(node);
      if (here) here.push(...elements);
      else hairpins.set(node, [...elements]);
    }
  return {
    elements: {
      'cluster-ips': all('cluster-ips'),
      'no-endpoint-services': all('no-endpoint-services'),
      'no-endpoint-nodeports': all('no-endpoint-nodeports'),
      'firewall-ips': all('firewall-ips'),
      'service-ips': all('service-ips'),
      'service-nodeports': all('service-nodeports'),
    },
    hairpins,
    affinitySets: rules.flatMap((port) => port.affinitySets),
    chains: named(rules.flatMap(({ chains }) => chains)),
  };
}

function setsOf(shared: Shared, node: string, settings: Settings): ReadonlyMap<string, NamedSet> {
  const { elements, affinitySets: affinities } = shared;
  const { family, nodePortAddresses } = settings;
  const address: KeyType = family === 'IPv6' ? 'ipv6_addr' : 'ipv4_addr';
  const service: readonly KeyType[] = [address, 'inet_proto', 'inet_service'];
  const port: readonly KeyType[] = ['inet_proto', 'inet_service'];
  const set = (
    name: SetName,
    keyType: readonly KeyType[],
    comment: string,
    held: ReadonlyMap<string, Element>,
  ): NamedSet => ({ name, keyType, comment, elements: held });
  const map = (
    name: keyof PortElements,
    keyType: readonly KeyType[],
    comment: string,
  ): NamedSet => ({
    ...set(name, keyType, comment, elements[name]),
    valueType: 'verdict',
  });
  return named([
    set(
      'hairpin-connections',
      [address, ...service],
      'service hairpin connections',
      byKey(shared.hairpins.get(node) ?? []),
    ),
    set('cluster-ips', [address], 'Active ClusterIPs', elements['cluster-ips']),
    ...(nodePortAddresses === 'all'
      ? []
      : [
          set(
            'nodeport-ips',
            [address],
            'IPs that accept NodePort traffic',
            byKey(nodePortAddresses.map((key) => ({ key, because: [] }))),
          ),
        ]),
    map(
      'no-endpoint-services',
      service,
      'vmap to drop or reject packets to services with no endpoints',
    ),
    map(
      'no-endpoint-nodeports',
      port,
      'vmap to drop or reject packets to service nodeports with no endpoints',
    ),
    map('firewall-ips', service, 'destinations that are subject to LoadBalancerSourceRanges'),
    map('service-ips', service, 'ClusterIP, ExternalIP and LoadBalancer IP traffic'),
    map('service-nodeports', port, 'NodePort traffic'),
    ...affinities,
  ]);
}

function byKey(elements: readonly Element[]): ReadonlyMap<string, Element> {
  return new Map(elements.map((element) => [element.key, element]));
}

function named<Item extends { readonly name: string }>(
  items: readonly Item[],
): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.name, item]));
}
