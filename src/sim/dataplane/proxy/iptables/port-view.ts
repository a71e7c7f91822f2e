import type { ProxiedPort } from '../service/port.ts';
import { reachOf, type Reach } from '../service/reach.ts';
import type { ChosenEndpoints } from '../endpoints.ts';
import type { ServiceEndpoint } from '../service/endpoint.ts';
import { chainNamesOf, endpointChainName, type PortChainNames } from './chain-names.ts';
import type { Settings } from './settings.ts';

/** An endpoint with the chain that leads to it. */
export interface EndpointView {
  readonly endpoint: ServiceEndpoint;
  readonly chain: string;
}

/** A Service port as one node sees it: everything the files of this folder need to write its rules. */
export interface PortView extends Reach {
  readonly settings: Settings;
  readonly chains: PortChainNames;
  readonly cluster: readonly EndpointView[];
  readonly local: readonly EndpointView[];
  /** All endpoints that need a chain of their own. */
  readonly all: readonly EndpointView[];
  /** The chain that traffic to the cluster IP goes to. */
  readonly internalChain: string;
  /** The chain that traffic from outside goes to in the end. */
  readonly externalPolicyChain: string;
  readonly usesFirewallChain: boolean;
}

/** Works out which chains a port has on a node, and what leads where. */
export function viewOf(port: ProxiedPort, chosen: ChosenEndpoints, settings: Settings): PortView {
  const { cluster = [], local = [], all, any } = chosen;
  const chains = chainNamesOf(port);
  const views = all.map((endpoint) => ({ endpoint, chain: endpointChainName(port, endpoint) }));
  const viewed = (endpoints: readonly ServiceEndpoint[]): readonly EndpointView[] =>
    endpoints === all ? views : pick(views, endpoints);
  return {
    ...reachOf(port, chosen),
    settings,
    chains,
    cluster: viewed(cluster),
    local: viewed(local),
    all: views,
    internalChain: port.internalPolicyLocal ? chains.local : chains.cluster,
    externalPolicyChain: port.externalPolicyLocal ? chains.local : chains.cluster,
    usesFirewallChain: any && port.loadBalancerIps.length > 0 && port.sourceRanges.length > 0,
  };
}

function pick(
  views: readonly EndpointView[],
  endpoints: readonly ServiceEndpoint[],
): readonly EndpointView[] {
  if (endpoints.length === 0) return [];
  const byEndpoint = new Map(views.map((view) => [view.endpoint, view]));
  return endpoints.flatMap((endpoint) => byEndpoint.get(endpoint) ?? []);
}
