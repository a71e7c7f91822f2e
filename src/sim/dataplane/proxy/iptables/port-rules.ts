import { rememberVariants } from '../service/variants.ts';
import type { ChosenEndpoints } from '../endpoints.ts';
import type { ProxiedPort } from '../service/port.ts';
import type { ProxyConfig } from '../types.ts';
import type { Chain, Rule } from '../../netfilter/index.ts';
import { endpointChains } from './endpoint-chains.ts';
import { externalChain } from './external-chain.ts';
import { firewallChain, firewallRules } from './firewall-chain.ts';
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

const written = rememberVariants<PortRules>();

/** The rules of a port on a node. */
export function portRulesOf(
  port: ProxiedPort,
  config: ProxyConfig,
  settings: Settings,
  settingsKey: string = keyOf(settings),
): PortRules {
  return written(port, config, settingsKey, (chosen) => write(port, chosen, settings));
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
