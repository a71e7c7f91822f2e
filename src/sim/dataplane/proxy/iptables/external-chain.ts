import { refOf } from '../service/port.ts';
import {
  chainOf,
  comment,
  from,
  fromLocal,
  jump,
  rule,
  type Chain,
  type Rule,
} from '../../netfilter/index.ts';
import { markMasqueradeChain } from './base-rules.ts';
import type { PortView } from './port-view.ts';

/**
 * The KUBE-EXT chain: where node ports, external IPs and load balancer addresses lead. Policy Cluster masquerades, since
 * the endpoint may be on another node. Policy Local keeps the source, and lets pods and the node itself reach all
 * endpoints, as if they had gone out to a load balancer and come back.
 */
export function externalChain(view: PortView): readonly Chain[] {
  if (!view.usesExternalChain) return [];
  return [chainOf(view.chains.external, () => externalRules(view))];
}

function externalRules(view: PortView): readonly Rule[] {
  const { port, portRef } = view;
  const because = [refOf(port, 'spec.externalTrafficPolicy'), portRef];
  const rules = port.externalPolicyLocal
    ? shortCuts(view)
    : [
        rule(
          [comment(`masquerade traffic for ${port.name} external destinations`)],
          jump(markMasqueradeChain),
          because,
        ),
      ];
  const onward = view.anyExternal ? [rule([], jump(view.externalPolicyChain), because)] : [];
  return [...rules, ...onward];
}

function shortCuts({ port, chains, settings, portRef }: PortView): readonly Rule[] {
  const because = [refOf(port, 'spec.externalTrafficPolicy'), portRef];
  const words = (text: string) => comment(`${text} for ${port.name} external destinations`);
  const fromPods = settings.podCidr
    ? [rule([words('pod traffic'), from(settings.podCidr)], jump(chains.cluster), because)]
    : [];
  return [
    ...fromPods,
    rule([words('masquerade LOCAL traffic'), fromLocal], jump(markMasqueradeChain), because),
    rule([words('route LOCAL traffic'), fromLocal], jump(chains.cluster), because),
  ];
}
