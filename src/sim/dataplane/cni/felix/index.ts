import type { Store } from '../../../api/index.ts';
import { partyAt, type Direction } from '../../../policy/index.ts';
import { jump, rule, type Chain } from '../../netfilter/index.ts';
import type { NodeBuilding, PodBuilding } from '../../types.ts';
import { dispatchChains } from './dispatch.ts';
import { endpointChains, type Endpoint } from './endpoints.ts';
import { felixPolicies, type PolicyChain } from './policies.ts';
import { profilesOf } from './profiles.ts';
import { afterOthers, staticChains, type TunnelGuard } from './static.ts';

export type { TunnelGuard } from './static.ts';
export { calicoEnforcement } from './policies.ts';

const directions: readonly Direction[] = ['ingress', 'egress'];

/**
 * The table `filter` as Felix writes it: policies become chains, what they mean by labels becomes sets, and each Pod has a chain
 * for either direction that asks them (felix/rules of Calico 3.32). The hashes that Felix keeps in a comment of every rule are
 * left out.
 */
export function addFelixRules(
  node: NodeBuilding,
  store: Store,
  deviceOf: (pod: PodBuilding) => string,
  guard?: TunnelGuard,
): void {
  const { netns } = node;
  const endpoints = node.pods.flatMap((pod) => endpointOf(store, pod, deviceOf(pod)));
  const policies = new Set(
    endpoints.flatMap((each) => directions.flatMap((way) => each.policies[way])),
  );
  for (const { sets } of policies) for (const { name, set } of sets) netns.addSet(name, set);
  for (const chain of chainsOf(endpoints, [...policies], guard)) netns.addChain('filter', chain);
  for (const hook of ['INPUT', 'FORWARD', 'OUTPUT'])
    netns.insertRule('filter', hook, rule([], jump(`cali-${hook}`)));
  for (const each of afterOthers) netns.addRule('filter', 'FORWARD', each);
}

function chainsOf(
  endpoints: readonly Endpoint[],
  policies: readonly PolicyChain[],
  guard: TunnelGuard | undefined,
): readonly Chain[] {
  const profiles = endpoints.flatMap(({ pod }) => profilesOf(pod.pod));
  return [
    ...staticChains(guard),
    ...directions.flatMap((way) => dispatchChains(endpoints, way)),
    ...endpoints.flatMap((each) => directions.flatMap((way) => endpointChains(each, way))),
    ...policies.map(({ chain }) => chain),
    ...profiles.flatMap(({ ingress, egress }) => [ingress, egress]),
  ];
}

/** Felix knows of a Pod before it can be ready: the CNI plugin has written its WorkloadEndpoint by the time its containers start. */
function endpointOf(store: Store, pod: PodBuilding, device: string): readonly Endpoint[] {
  const party = partyAt(store, pod.address);
  if (party.is !== 'pod') return [];
  const policies = felixPolicies(store);
  return [
    {
      device,
      pod: party,
      because: pod.because,
      policies: {
        ingress: policies.selecting(party, 'ingress'),
        egress: policies.selecting(party, 'egress'),
      },
    },
  ];
}
