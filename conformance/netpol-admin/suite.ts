import { installCustomKinds, type JsonObject } from '../../src/sim/api/index.ts';
import {
  runPolicyCase,
  type PolicyCase,
  type PolicyFile,
  type TierVerdict,
} from '../netpol/reach.ts';
import type { Suite } from '../types.ts';

await installCustomKinds();

/** Who may reach whom, as the policies of administrators and NetworkPolicies say together. */
const suite: Suite = {
  name: 'netpol-admin',
  run: (file) => {
    const given = file as PolicyFile;
    return given.cases.map((one) => runPolicyCase(one, given, tiersOf(one)));
  },
};
export default suite;

/** For tiers that a recording does not spell out: policies that say the same of every flow. */
function tiersOf(one: PolicyCase): readonly JsonObject[] {
  if (one.kind === 'matrix' || !one.tierVerdicts) return [];
  const { admin, baseline } = one.tierVerdicts;
  return [...allSaying('Admin', admin), ...allSaying('Baseline', baseline)];
}

function allSaying(tier: 'Admin' | 'Baseline', verdict: TierVerdict): readonly JsonObject[] {
  if (verdict === 'Next') return [];
  const everyone = [{ namespaces: {} }];
  return [
    {
      apiVersion: 'policy.networking.k8s.io/v1alpha2',
      kind: 'ClusterNetworkPolicy',
      metadata: { name: tier.toLowerCase() },
      spec: {
        tier,
        priority: 0,
        subject: { namespaces: {} },
        ingress: [{ action: verdict, from: everyone }],
        egress: [{ action: verdict, to: everyone }],
      },
    },
  ];
}
