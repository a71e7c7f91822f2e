import type { ChosenEndpoints } from '../endpoints.ts';
import type { ServiceEndpoint } from '../service/endpoint.ts';
import type { ProxiedPort } from '../service/port.ts';
import { reachOf, type Reach } from '../service/reach.ts';
import { chainNamesOf, type PortChainNames } from './names.ts';
import type { Settings } from './settings.ts';

/** A Service port as one node sees it: everything the files of this folder need to write its rules. */
export interface PortView extends Reach {
  readonly settings: Settings;
  readonly chains: PortChainNames;
  readonly cluster: readonly ServiceEndpoint[];
  readonly local: readonly ServiceEndpoint[];
  /** All endpoints that can be reached from here. */
  readonly all: readonly ServiceEndpoint[];
  /** The chain that traffic to the cluster IP goes to. */
  readonly internalChain: string;
  /** The chain that traffic from outside goes to in the end. */
  readonly externalPolicyChain: string;
  readonly usesFirewallChain: boolean;
}

/** Works out which chains a port has on a node, and what leads where. */
export function viewOf(port: ProxiedPort, chosen: ChosenEndpoints, settings: Settings): PortView {
  const chains = chainNamesOf(port);
  return {
    ...reachOf(port, chosen),
    settings,
    chains,
    cluster: chosen.cluster ?? [],
    local: chosen.local ?? [],
    all: chosen.all,
    internalChain: port.internalPolicyLocal ? chains.local : chains.cluster,
    externalPolicyChain: port.externalPolicyLocal ? chains.local : chains.cluster,
    usesFirewallChain: port.loadBalancerIps.length > 0 && port.sourceRanges.length > 0,
  };
}
