import { refOf } from '../service/port.ts';
import {
  chainOf,
  comment,
  fromAddress,
  jump,
  rule,
  type Chain,
  type Match,
  type Rule,
} from '../../netfilter/index.ts';
import { markMasqueradeChain } from './base-rules.ts';
import type { EndpointView, PortView } from './port-view.ts';

/**
 * KUBE-SEP chains: each rewrites the destination to one endpoint. A pod that reaches itself through its Service must see
 * another source than itself, or it would answer itself directly: it is marked for masquerading (hairpin).
 */
export function endpointChains(view: PortView): readonly Chain[] {
  return view.all.map((each) => chainOf(each.chain, () => endpointRules(view, each)));
}

function endpointRules(
  { port, settings, selectionRef }: PortView,
  { endpoint, chain: name }: EndpointView,
): readonly Rule[] {
  const { protocol } = port;
  const words: readonly Match[] = settings.largeCluster ? [] : [comment(port.name)];
  const remember: readonly Match[] =
    port.affinitySeconds === undefined
      ? []
      : [{ match: 'recent', list: name, family: settings.family, action: 'set' }];
  const target = refOf(port, `spec.ports[${port.index}].targetPort`);
  const affinity = port.affinitySeconds === undefined ? [] : [refOf(port, 'spec.sessionAffinity')];
  return [
    rule([...words, fromAddress(endpoint.ip)], jump(markMasqueradeChain), [
      ...endpoint.because,
      selectionRef,
    ]),
    rule(
      [
        ...words,
        ...remember,
        { match: 'protocol', protocol },
        { match: 'protocolModule', protocol },
      ],
      { target: 'DNAT', address: endpoint.ip, port: endpoint.port },
      [target, selectionRef, ...endpoint.because, ...affinity],
    ),
  ];
}
