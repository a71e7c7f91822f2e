import { rememberLast } from '../../../base/remember.ts';
import { settingsOf, keyOf, type Settings } from './iptables/settings.ts';
import {
  forwardRules,
  jumps,
  localnetRules,
  markMasqueradeChain,
  markMasqueradeRules,
  nodePortJumps,
  postroutingRules,
} from './iptables/base-rules.ts';
import { portRulesOf, type PortRules } from './iptables/port-rules.ts';
import { proxiedPorts, type ProxiedPort } from './service/port.ts';
import type { Chain, Netfilter, Rule, Table } from '../netfilter/index.ts';
import type { ProxyMode } from './types.ts';

/**
 * kube-proxy in iptables mode: chains of rules that end in DNAT. Authority: pkg/proxy/iptables/proxier.go. Left out is the
 * mangle table, where kube-proxy has nothing but an empty canary chain.
 *
 *     nat PREROUTING, OUTPUT ─▶ KUBE-SERVICES ┬─▶ (KUBE-FW ─▶) KUBE-EXT ┐
 *                                             ├─▶ KUBE-NODEPORTS ─▶ KUBE-EXT ─▶ KUBE-SVC or KUBE-SVL ─▶ KUBE-SEP ─▶ DNAT
 *                                             └─▶ KUBE-SVC or KUBE-SVL
 *     nat POSTROUTING ─▶ KUBE-POSTROUTING ─▶ MASQUERADE, for what passed KUBE-MARK-MASQ
 */
const iptables: ProxyMode = {
  name: 'iptables',
  title: 'iptables',
  program(services, slices, config) {
    const ports = proxiedPorts(services, slices, config.ipFamily, config.version);
    const endpointCount = ports.reduce((sum, { endpoints }) => sum + endpoints.length, 0);
    const settings = settingsOf(config, endpointCount);
    const key = keyOf(settings);
    const rules = ports.map((port) => portRulesOf(port, config, settings, key));
    return tablesOf(ports, [key, String(settings.nodePortAddresses), ...rules], () => ({
      nat: natTable(rules, settings),
      filter: filterTable(rules, settings),
    }));
  },
};
export default iptables;

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
