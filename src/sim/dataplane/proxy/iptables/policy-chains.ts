import type { Ref } from '../../../api/types.ts';
import { refOf } from '../service/port.ts';
import type { ServiceEndpoint } from '../service/endpoint.ts';
import {
  chainOf,
  comment,
  jump,
  notFrom,
  port as toPort,
  rule,
  toAddress,
  type Chain,
  type Match,
  type Rule,
} from '../../netfilter/index.ts';
import { markMasqueradeChain } from './base-rules.ts';
import type { EndpointView, PortView } from './port-view.ts';

/**
 * KUBE-SVC and KUBE-SVL chains: one of the endpoints, by chance, and with session affinity first the one this client had
 * before. The one that cluster IP traffic uses begins by marking clients that are no pods.
 */
export function policyChains(view: PortView): readonly Chain[] {
  const { port, chains, cluster, local } = view;
  const made: Chain[] = [];
  if (port.usesClusterEndpoints && cluster.length > 0)
    made.push(chainOf(chains.cluster, () => policyRules(view, chains.cluster, cluster)));
  if (port.usesLocalEndpoints && local.length > 0)
    made.push(chainOf(chains.local, () => policyRules(view, chains.local, local)));
  return made;
}

function policyRules(
  view: PortView,
  name: string,
  endpoints: readonly EndpointView[],
): readonly Rule[] {
  const causes = name === view.chains.local ? view.localRefs : [];
  return [
    ...(name === view.internalChain && view.anyInternal ? masqueradeRules(view) : []),
    ...affinityRules(view, endpoints, causes),
    ...spreadingRules(view, endpoints, causes),
  ];
}

/** Clients that are no pods may come from another node's network: the answer has to come back here. */
function masqueradeRules({ port, settings, portRef }: PortView): readonly Rule[] {
  if (!settings.masqueradeAll && settings.podCidr === undefined) return [];
  const outside =
    settings.masqueradeAll || settings.podCidr === undefined ? [] : [notFrom(settings.podCidr)];
  return [
    rule(
      [
        comment(`${port.name} cluster IP`),
        ...toPort(port.protocol, port.port),
        toAddress(port.clusterIp),
        ...outside,
      ],
      jump(markMasqueradeChain),
      [refOf(port, 'spec.clusterIP'), portRef],
    ),
  ];
}

function affinityRules(
  { port, settings }: PortView,
  endpoints: readonly EndpointView[],
  causes: readonly Ref[],
): readonly Rule[] {
  const { affinitySeconds: seconds } = port;
  if (seconds === undefined) return [];
  return endpoints.map(({ endpoint, chain }) => {
    const check: Match = {
      match: 'recent',
      list: chain,
      family: settings.family,
      action: 'rcheck',
      seconds,
      reap: true,
    };
    return rule([...wordsFor(port.name, endpoint, settings.largeCluster), check], jump(chain), [
      refOf(port, 'spec.sessionAffinity'),
      ...causes,
      ...endpoint.because,
    ]);
  });
}

/** Rule i of n is taken with chance 1/(n−i), so that all are equally likely; the last one always. */
function spreadingRules(
  { port, settings, selectionRef }: PortView,
  endpoints: readonly EndpointView[],
  causes: readonly Ref[],
): readonly Rule[] {
  return endpoints.map(({ endpoint, chain }, index) => {
    const left = endpoints.length - index;
    const chance: readonly Match[] =
      left > 1 ? [{ match: 'statistic', probability: tenDecimals(1 / left) }] : [];
    return rule([...wordsFor(port.name, endpoint, settings.largeCluster), ...chance], jump(chain), [
      selectionRef,
      ...causes,
      ...endpoint.because,
    ]);
  });
}

function wordsFor(
  portName: string,
  endpoint: ServiceEndpoint,
  largeCluster: boolean,
): readonly Match[] {
  return largeCluster ? [] : [comment(`${portName} -> ${endpoint.text}`)];
}

/** As kube-proxy writes a probability (computeProbability). */
function tenDecimals(probability: number): number {
  return Number(probability.toFixed(10));
}
