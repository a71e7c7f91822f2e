import { chooseEndpoints, type ChosenEndpoints } from '../endpoints.ts';
import type { ServiceEndpoint } from '../service/endpoint.ts';
import type { ProxiedPort } from '../service/port.ts';
import type { ProxyConfig } from '../types.ts';
import type { Chain, Rule } from '../../netfilter/index.ts';
import { endpointChains } from './endpoint-chains.ts';
import { externalChain } from './external-chain.ts';
import { firewallChain, firewallRules, letsNodeIn } from './firewall-chain.ts';
import { healthCheckRules, nodePortRules } from './node-ports.ts';
import { policyChains } from './policy-chains.ts';
import { viewOf } from './port-view.ts';
import { externalRefusals, internalRefusals } from './refusals.ts';
import { serviceRules } from './service-rules.ts';
import { keyOf, type Settings } from './settings.ts';

/** What one Service port adds to the rules of a node. */
export interface PortRules {
  readonly nat: { readonly services: readonly Rule[]; readonly nodePorts: readonly Rule[] };
  readonly filter: {
    readonly services: readonly Rule[];
    readonly externalServices: readonly Rule[];
    readonly nodePorts: readonly Rule[];
    readonly firewall: readonly Rule[];
  };
  /** The port's own chains, all in the nat table. */
  readonly chains: readonly Chain[];
}

const known = new WeakMap<ProxiedPort, Map<string, PortRules>>();
const knownMax = 64;

/** The rules of a port on a node. Nodes that choose the same endpoints share them, so most are made once per cluster. */
export function portRulesOf(
  port: ProxiedPort,
  config: ProxyConfig,
  settings: Settings,
  settingsKey: string = keyOf(settings),
): PortRules {
  const key = port.sameOnEveryNode ? settingsKey : keyOnNode(port, config, settings, settingsKey);
  let variants = known.get(port);
  if (!variants) known.set(port, (variants = new Map<string, PortRules>()));
  const before = variants.get(key);
  if (before) return before;
  const rules = write(port, chooseEndpoints(port, config), settings);
  if (variants.size >= knownMax) variants.clear();
  variants.set(key, rules);
  return rules;
}

function keyOnNode(
  port: ProxiedPort,
  config: ProxyConfig,
  settings: Settings,
  settingsKey: string,
): string {
  const choice = choiceKey(port, chooseEndpoints(port, config));
  return `${settingsKey} ${choice} ${letsNodeIn({ port, settings })}`;
}

function choiceKey({ endpoints }: ProxiedPort, { cluster, local, any }: ChosenEndpoints): string {
  const places = (list: readonly ServiceEndpoint[] = []) =>
    list.length === endpoints.length ? 'all' : list.map((each) => endpoints.indexOf(each)).join();
  return `${places(cluster)}/${places(local)}/${any}`;
}

function write(port: ProxiedPort, chosen: ChosenEndpoints, settings: Settings): PortRules {
  const view = viewOf(port, chosen, settings);
  return {
    nat: { services: serviceRules(view), nodePorts: nodePortRules(view) },
    filter: {
      services: internalRefusals(view),
      externalServices: externalRefusals(view),
      nodePorts: healthCheckRules(view),
      firewall: firewallRules(view),
    },
    chains: [
      ...externalChain(view),
      ...firewallChain(view),
      ...policyChains(view),
      ...endpointChains(view),
    ],
  };
}
