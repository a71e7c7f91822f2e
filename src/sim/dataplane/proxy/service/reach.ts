import type { Ref } from '../../../api/types.ts';
import { contains, type Ip } from '../../../net/index.ts';
import type { ChosenEndpoints } from '../endpoints.ts';
import { refOf, type ProxiedPort } from './port.ts';

/** What a Service port's traffic finds on one node, whatever the form of the rules (the first part of syncProxyRules' loop). */
export interface Reach {
  readonly port: ProxiedPort;
  /** The port's own line in the Service, as a cause. */
  readonly portRef: Ref;
  /** Why the Service has the endpoints it has, or none: its selector, or itself when somebody else makes its slices. */
  readonly selectionRef: Ref;
  /** Why only endpoints of this node are chosen from, where a policy says so. */
  readonly localRefs: readonly Ref[];
  /** Some node has a usable endpoint. */
  readonly any: boolean;
  /** There are endpoints for traffic to the cluster IP. */
  readonly anyInternal: boolean;
  /** There are endpoints for traffic from outside. */
  readonly anyExternal: boolean;
  /** Something leads to the chain for traffic from outside. */
  readonly usesExternalChain: boolean;
}

/** Works out what a port's traffic finds on a node that chose these endpoints. */
export function reachOf(port: ProxiedPort, { local = [], any }: ChosenEndpoints): Reach {
  const anyLocal = local.length > 0;
  return {
    port,
    portRef: refOf(port, `spec.ports[${port.index}].port`),
    selectionRef: refOf(port, port.service.spec.selector ? 'spec.selector' : 'metadata.name'),
    localRefs: localRefsOf(port),
    any,
    anyInternal: any && (!port.internalPolicyLocal || anyLocal),
    anyExternal: any && (!port.externalPolicyLocal || anyLocal),
    usesExternalChain: any && port.externallyAccessible,
  };
}

/** Whether the node itself may reach the load balancer address, which it then does with that very address as source. */
export function letsNodeIn({ sourceRanges }: ProxiedPort, nodeAddress: Ip): boolean {
  return sourceRanges.some(({ range }) => contains(range, nodeAddress));
}

function localRefsOf(port: ProxiedPort): readonly Ref[] {
  const refs: Ref[] = [];
  if (port.internalPolicyLocal) refs.push(refOf(port, 'spec.internalTrafficPolicy'));
  if (port.externalPolicyLocal) refs.push(refOf(port, 'spec.externalTrafficPolicy'));
  return refs;
}
