import type { Ref } from '../../../api/types.ts';
import type { Ip } from '../../../net/index.ts';
import { entry, goTo, type Element, type Leading } from '../../nftables/index.ts';
import { refOf } from '../service/port.ts';
import { rejectChain } from './base-chains.ts';
import type { SetName } from './names.ts';
import type { PortView } from './port-view.ts';

/** What one Service port adds to the sets and maps that are the same on every node that sees it so. */
export type PortElements = Readonly<
  Record<Exclude<SetName, 'hairpin-connections' | 'nodeport-ips'>, readonly Element[]>
>;

/** The elements of a port: which address and port lead to which chain, and which lead nowhere. */
export function elementsOf(view: PortView): PortElements {
  const { port } = view;
  return {
    'cluster-ips': [{ key: port.clusterIp, because: [refOf(port, 'spec.clusterIP')] }],
    'no-endpoint-services': [...internalRefusal(view), ...externalRefusals(view)],
    'no-endpoint-nodeports': nodePortRefusal(view),
    'firewall-ips': guarded(view),
    'service-ips': [...internal(view), ...external(view)],
    'service-nodeports': nodePort(view),
  };
}

/** Connections in which a pod reaches itself, by its node: only there can they be seen. */
export function hairpinsOf({
  port,
  all,
  selectionRef,
}: PortView): ReadonlyMap<string, readonly Element[]> {
  const byNode = new Map<string, Element[]>();
  for (const { ip, port: number, nodeName = '', because } of all) {
    const key = `${ip} . ${ip} . ${port.protocol.toLowerCase()} . ${number}`;
    const element = { key, because: [...because, selectionRef] };
    const here = byNode.get(nodeName);
    if (here) here.push(element);
    else byNode.set(nodeName, [element]);
  }
  return byNode;
}

function internal(view: PortView): readonly Element[] {
  const { port, portRef } = view;
  if (!view.anyInternal) return [];
  const because = [refOf(port, 'spec.clusterIP'), portRef];
  return [entry(keyOf(view, port.clusterIp), goTo(view.internalChain), because)];
}

function external(view: PortView): readonly Element[] {
  const { port, portRef, chains } = view;
  if (!view.any) return [];
  return [...port.externalIps, ...port.loadBalancerIps].map(({ ip, path }) =>
    entry(keyOf(view, ip), goTo(chains.external), [refOf(port, path), portRef]),
  );
}

/** Only load balancer addresses know loadBalancerSourceRanges; node ports do not. */
function guarded(view: PortView): readonly Element[] {
  const { port, portRef, chains } = view;
  if (!view.usesFirewallChain) return [];
  return port.loadBalancerIps.map(({ ip, path }) =>
    entry(keyOf(view, ip), goTo(chains.firewall), [refOf(port, path), portRef]),
  );
}

function nodePort(view: PortView): readonly Element[] {
  const { port, any, chains } = view;
  if (port.nodePort === undefined || !any) return [];
  return [entry(nodePortKey(view, port.nodePort), goTo(chains.external), [nodePortRef(view)])];
}

function internalRefusal(view: PortView): readonly Element[] {
  if (view.anyInternal) return [];
  const { port, portRef } = view;
  const where = [portRef, refOf(port, 'spec.clusterIP')];
  return [refuse(view, 'spec.internalTrafficPolicy', keyOf(view, port.clusterIp), where)];
}

function externalRefusals(view: PortView): readonly Element[] {
  if (view.anyExternal) return [];
  const { port, portRef } = view;
  return [...port.externalIps, ...port.loadBalancerIps].map(({ ip, path }) =>
    refuse(view, 'spec.externalTrafficPolicy', keyOf(view, ip), [portRef, refOf(port, path)]),
  );
}

function nodePortRefusal(view: PortView): readonly Element[] {
  const { port } = view;
  if (port.nodePort === undefined || view.anyExternal) return [];
  const key = nodePortKey(view, port.nodePort);
  return [refuse(view, 'spec.externalTrafficPolicy', key, [nodePortRef(view)])];
}

/**
 * What becomes of a packet for a port without endpoints. Where no node has one, the client is told at once (reject); where
 * only this node has none under policy Local, silence lets a load balancer look for another node (drop).
 */
function refuse(
  { port, any, selectionRef }: PortView,
  policy: 'spec.internalTrafficPolicy' | 'spec.externalTrafficPolicy',
  key: string,
  where: readonly Ref[],
): Element {
  const because = [...(any ? [refOf(port, policy)] : []), selectionRef, ...where];
  const leading: Leading = any ? { verdict: 'drop' } : goTo(rejectChain);
  const meaning = any ? 'no-local-endpoints' : 'no-endpoints';
  return entry(key, leading, because, { comment: port.name, meaning });
}

function keyOf({ port }: PortView, address: Ip): string {
  return `${address} . ${port.protocol.toLowerCase()} . ${port.port}`;
}

function nodePortKey({ port }: PortView, nodePort: number): string {
  return `${port.protocol.toLowerCase()} . ${nodePort}`;
}

function nodePortRef({ port }: PortView): Ref {
  return refOf(port, `spec.ports[${port.index}].nodePort`);
}
