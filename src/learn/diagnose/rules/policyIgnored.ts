import type { Ref } from '../../../sim/api/index.ts';
import { cniOf } from '../../../sim/dataplane/index.ts';
import type { Packet } from '../../../sim/net/index.ts';
import type { Trace } from '../../../sim/trace/types.ts';
import { policiesBehind, refusing, verdictOn } from '../policies.ts';
import type { DiagnosisRule } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** It worked, though a policy says no: the server accepted the policy, and nothing here does anything about it. */
    'policy-ignored': {
      readonly policies: readonly Ref[];
      /** The plugin as people call it, and the kinds of policies that it does enforce. */
      readonly cni: string;
      readonly enforces: readonly string[];
      /** The plugin does enforce it; only its simulation does not. */
      readonly isSimulated: boolean;
    };
  }
}

const rule: DiagnosisRule = {
  name: 'policy-ignored',
  order: 210,
  explain(cluster, trace) {
    const { title, enforces } = cniOf(cluster.spec.cni);
    const packet = trace.outcome.result === 'delivered' && packetOf(trace);
    const verdict = packet && verdictOn(cluster, packet, true);
    const refusal = verdict && refusing(verdict);
    if (!refusal) return [];
    const { kinds = [], isMissing = false } = enforces ?? {};
    const policies = policiesBehind(refusal.verdict).filter(
      ({ kind }) => kinds.includes(kind) === isMissing,
    );
    if (policies.length === 0) return [];
    return [
      {
        code: 'policy-ignored',
        severity: 'info',
        policies,
        cni: title,
        enforces: kinds,
        isSimulated: !isMissing,
        evidence: policies.map((policy) => ({ ...policy, path: 'spec' })),
      },
    ];
  },
};
export default rule;

/** The first packet to the server, from whom it really came and to whom it really went. */
function packetOf({ legs }: Trace): Packet | undefined {
  const leg = legs.find(({ purpose }) => purpose === 'connect' || purpose === 'datagram');
  const [first, last] = [leg?.hops[0], leg?.hops.at(-1)];
  return first && last && { ...last.after, source: first.after.source };
}
