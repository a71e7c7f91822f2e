import { refOf, type ProxiedPort } from '../service/port.ts';
import type { ChosenEndpoints } from '../endpoints.ts';
import type { ServiceEndpoint } from '../service/endpoint.ts';
import type { Ref } from '../../../api/types.ts';
import { chainNamesOf, endpointChainName, type PortChainNames } from './chain-names.ts';
import type { Settings } from './settings.ts';

/** An endpoint with the chain that leads to it. */
export interface EndpointView {
  readonly endpoint: ServiceEndpoint;
  readonly chain: string;
}

/** A Service port as one node sees it: everything the files of this folder need to write its rules. */
export interface PortView {
  readonly port: ProxiedPort;
  readonly settings: Settings;
  readonly chains: PortChainNames;
  /** The port's own line in the Service, as a cause. */
  readonly portRef: Ref;
  /** Why the Service has the endpoints it has, or none: its selector, or itself when somebody else makes its slices. */
  readonly selectionRef: Ref;
  readonly cluster: readonly EndpointView[];
  readonly local: readonly EndpointView[];
  /** All endpoints that need a chain of their own. */
  readonly all: readonly EndpointView[];
  /** Some node has a usable endpoint. */
  readonly any: boolean;
  /** There are endpoints for traffic to the cluster IP. */
  readonly anyInternal: boolean;
  /** There are endpoints for traffic from outside. */
  readonly anyExternal: boolean;
  /** The chain that traffic to the cluster IP goes to. */
  readonly internalChain: string;
  /** The chain that traffic from outside goes to in the end. */
  readonly externalPolicyChain: string;
  readonly usesExternalChain: boolean;
  readonly usesFirewallChain: boolean;
}

/** Works out which chains a port has on a node, and what leads where (the first part of syncProxyRules' loop). */
export function viewOf(
  port: ProxiedPort,
  { cluster = [], local = [], all, any }: ChosenEndpoints,
  settings: Settings,
): PortView {
  const chains = chainNamesOf(port);
  const anyLocal = local.length > 0;
  const views = all.map((endpoint) => ({ endpoint, chain: endpointChainName(port, endpoint) }));
  const viewed = (endpoints: readonly ServiceEndpoint[]): readonly EndpointView[] =>
    endpoints === all ? views : pick(views, endpoints);
  return {
    port,
    settings,
    chains,
    portRef: refOf(port, `spec.ports[${port.index}].port`),
    selectionRef: refOf(port, port.service.spec.selector ? 'spec.selector' : 'metadata.name'),
    cluster: viewed(cluster),
    local: viewed(local),
    all: views,
    any,
    anyInternal: any && (!port.internalPolicyLocal || anyLocal),
    anyExternal: any && (!port.externalPolicyLocal || anyLocal),
    internalChain: port.internalPolicyLocal ? chains.local : chains.cluster,
    externalPolicyChain: port.externalPolicyLocal ? chains.local : chains.cluster,
    usesExternalChain: any && port.externallyAccessible,
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
