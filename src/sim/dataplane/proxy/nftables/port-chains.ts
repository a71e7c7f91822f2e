import type { Ref } from '../../../api/types.ts';
import { hostCidr } from '../../../net/index.ts';
import {
  chainOf,
  drop,
  entry,
  goTo,
  goto,
  rule,
  type Chain,
  type NamedSet,
  type Rule,
  type Statement,
} from '../../nftables/index.ts';
import type { ServiceEndpoint } from '../service/endpoint.ts';
import { refOf } from '../service/port.ts';
import { letsNodeIn } from '../service/reach.ts';
import { markForMasquerade } from './base-chains.ts';
import { endpointNamesOf } from './names.ts';
import type { PortView } from './port-view.ts';

/** The port's own chains, those of its endpoints first. */
export function portChains(view: PortView): readonly Chain[] {
  const { port, chains, cluster, local } = view;
  const made: Chain[] = port.affinitySeconds === undefined ? [] : [...endpointChains(view)];
  if (port.usesClusterEndpoints && cluster.length > 0)
    made.push(chainOf(chains.cluster, () => policyRules(view, cluster, [])));
  if (port.usesLocalEndpoints && local.length > 0)
    made.push(chainOf(chains.local, () => policyRules(view, local, view.localRefs)));
  if (view.usesExternalChain) made.push(chainOf(chains.external, () => externalRules(view)));
  if (view.usesFirewallChain) made.push(chainOf(chains.firewall, () => firewallRules(view)));
  return made;
}

/** With session affinity, a set for each endpoint remembers its clients. */
export function affinitySets({ port, all, settings }: PortView): readonly NamedSet[] {
  const { affinitySeconds } = port;
  if (affinitySeconds === undefined) return [];
  return all.map((endpoint) => ({
    name: endpointNamesOf(port, endpoint).affinity,
    keyType: [settings.family === 'IPv6' ? 'ipv6_addr' : 'ipv4_addr'],
    timeoutSeconds: affinitySeconds,
    elements: new Map(),
  }));
}

/** One of the endpoints, by chance, and with session affinity first the one this client had before. */
function policyRules(
  view: PortView,
  endpoints: readonly ServiceEndpoint[],
  policies: readonly Ref[],
): readonly Rule[] {
  const { port, selectionRef, settings } = view;
  const because = [selectionRef, ...policies];
  if (port.affinitySeconds === undefined) {
    const backends = endpoints.map((endpoint) => ({
      address: endpoint.ip,
      port: endpoint.port,
      because: [targetRef(view), ...endpoint.because],
    }));
    return [rule([isProtocol(view), { statement: 'dnatSpread', backends }], { because })];
  }
  const known = endpoints.map((endpoint) => {
    const { chain, affinity } = endpointNamesOf(port, endpoint);
    const hadBefore: Statement = { statement: 'lookup', fields: [settings.source], set: affinity };
    const sticky = refOf(port, 'spec.sessionAffinity');
    return rule([hadBefore, goto(chain)], {
      because: [sticky, ...policies, ...endpoint.because],
    });
  });
  const elements = endpoints.map((endpoint, index) =>
    entry(String(index), goTo(endpointNamesOf(port, endpoint).chain), endpoint.because),
  );
  return [...known, rule([{ statement: 'spread', elements }], { because })];
}

function endpointChains(view: PortView): readonly Chain[] {
  const { port, all, settings, selectionRef } = view;
  return all.map((endpoint) => {
    const { chain, affinity } = endpointNamesOf(port, endpoint);
    return chainOf(chain, () => {
      const { ip: address, port: number } = endpoint;
      const sticky = refOf(port, 'spec.sessionAffinity');
      return [
        rule([{ statement: 'update', set: affinity, field: settings.source }], {
          because: [sticky, ...endpoint.because],
        }),
        rule([isProtocol(view), { statement: 'dnat', address, port: number }], {
          because: [targetRef(view), selectionRef, ...endpoint.because, sticky],
        }),
      ];
    });
  });
}

/**
 * Where node ports, external IPs and load balancer addresses lead. Policy Cluster masquerades, since the endpoint may be on
 * another node. Policy Local keeps the source, and lets pods and the node itself reach all endpoints, as if they had gone out
 * to a load balancer and come back.
 */
function externalRules(view: PortView): readonly Rule[] {
  const { port, portRef } = view;
  const because = [refOf(port, 'spec.externalTrafficPolicy'), portRef];
  const rules = port.externalPolicyLocal
    ? shortCuts(view, because)
    : [rule([markForMasquerade], { comment: 'masquerade', because })];
  const onward = view.anyExternal ? [rule([goto(view.externalPolicyChain)], { because })] : [];
  return [...rules, ...onward];
}

function shortCuts({ chains, settings }: PortView, because: readonly Ref[]): readonly Rule[] {
  const { podCidr, source } = settings;
  const fromNode: Statement = { statement: 'fib', of: 'saddr' };
  const fromPods = podCidr
    ? [
        rule([{ statement: 'address', field: source, ranges: [podCidr] }, goto(chains.cluster)], {
          comment: 'short-circuit pod traffic',
          because,
        }),
      ]
    : [];
  return [
    ...fromPods,
    rule([fromNode, markForMasquerade], { comment: 'masquerade local traffic', because }),
    rule([fromNode, goto(chains.cluster)], { comment: 'short-circuit local traffic', because }),
  ];
}

function firewallRules({ port, settings }: PortView): readonly Rule[] {
  const fromNode = letsNodeIn(port, settings.nodeAddress)
    ? port.loadBalancerIps.map(({ ip }) => hostCidr(ip))
    : [];
  const ranges = [...port.sourceRanges.map(({ range }) => range), ...fromNode];
  return [
    rule([{ statement: 'address', field: settings.source, ranges, negated: true }, drop], {
      because: [refOf(port, 'spec.loadBalancerSourceRanges')],
      meaning: 'source-range',
    }),
  ];
}

function isProtocol({ port }: PortView): Statement {
  return { statement: 'protocol', protocol: port.protocol };
}

function targetRef({ port }: PortView): Ref {
  return refOf(port, `spec.ports[${port.index}].targetPort`);
}
