import { rememberLast } from '../../../../base/remember.ts';
import { settingsOf, keyOf, type Settings } from './settings.ts';
import {
  forwardRules,
  jumps,
  localnetRules,
  markMasqueradeChain,
  markMasqueradeRules,
  nodePortJumps,
  postroutingRules,
} from './base-rules.ts';
import { portRulesOf, type PortRules } from './port-rules.ts';
import { proxiedPorts, type ProxiedPort } from '../service/port.ts';
import type { Chain, Netfilter, Rule, Table } from '../../netfilter/index.ts';
import type { EndpointSlice, Service } from '../../../api/kinds/types.ts';
import type { ProxyConfig } from '../types.ts';

/** The tables of kube-proxy on a node. */
export function programIptables(
  services: readonly Service[],
  slices: readonly EndpointSlice[],
  config: ProxyConfig,
): Netfilter {
  const ports = proxiedPorts(services, slices, config.ipFamily, config.version);
  const endpointCount = ports.reduce((sum, { endpoints }) => sum + endpoints.length, 0);
  const settings = settingsOf(config, endpointCount);
  const key = keyOf(settings);
  const rules = ports.map((port) => portRulesOf(port, config, settings, key));
  return tablesOf(ports, [key, String(settings.nodePortAddresses), ...rules], () => ({
    nat: natTable(rules, settings),
    filter: filterTable(rules, settings),
  }));
}

/** Nodes on which all Services look the same share their tables. */
const tablesOf = rememberLast<readonly ProxiedPort[], Netfilter>();

function natTable(ports: readonly PortRules[], settings: Settings): Table {
  const chains = builtIn(jumps.nat);
  add(chains, 'KUBE-PROXY-CANARY', []);
  add(chains, 'KUBE-SERVICES', [
    ...ports.flatMap(({ nat }) => nat.services),
    ...nodePortJumps(settings),
  ]);
  add(
    chains,
    'KUBE-NODEPORTS',
    ports.flatMap(({ nat }) => nat.nodePorts),
  );
  add(chains, 'KUBE-POSTROUTING', postroutingRules);
  add(chains, markMasqueradeChain, markMasqueradeRules);
  for (const port of ports) for (const chain of port.chains) chains.set(chain.name, chain);
  return { name: 'nat', chains };
}

function filterTable(ports: readonly PortRules[], settings: Settings): Table {
  const chains = builtIn(jumps.filter);
  const all = (part: keyof PortRules['filter']) => ports.flatMap(({ filter }) => filter[part]);
  add(chains, 'KUBE-PROXY-CANARY', []);
  add(chains, 'KUBE-FIREWALL', localnetRules(settings));
  add(chains, 'KUBE-SERVICES', all('services'));
  add(chains, 'KUBE-EXTERNAL-SERVICES', all('externalServices'));
  add(chains, 'KUBE-NODEPORTS', all('nodePorts'));
  add(chains, 'KUBE-PROXY-FIREWALL', all('firewall'));
  add(chains, 'KUBE-FORWARD', forwardRules(settings));
  return { name: 'filter', chains };
}

function builtIn(rules: Readonly<Record<string, readonly Rule[]>>): Map<string, Chain> {
  return new Map(
    Object.entries(rules).map(([name, each]) => [name, { name, policy: 'ACCEPT', rules: each }]),
  );
}

function add(chains: Map<string, Chain>, name: string, rules: readonly Rule[]): void {
  chains.set(name, { name, rules });
}
