import type { Json } from '../../../sim/api/types.ts';
import type { Ref } from '../../../sim/api/index.ts';
import type { Cluster } from '../../../sim/dataplane/types.ts';
import type { Packet } from '../../../sim/net/index.ts';
import {
  partyAt,
  type Direction,
  type DirectionVerdict,
  type Probe,
} from '../../../sim/policy/index.ts';
import { valueAt } from '../fields.ts';
import {
  endOf,
  missesOf,
  policiesBehind,
  probeOf,
  refusing,
  ruleFor,
  verdictOn,
  type End,
  type NamedMiss,
} from '../policies.ts';
import { distinct } from '../refs.ts';
import { situationOf } from '../situation.ts';
import type { DiagnosisRule, Fix } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** The policies that select a Pod do not let a packet out of it, or into it. */
    'policy-denied': {
      readonly direction: Direction;
      /** The Pod that they select, and the other end. */
      readonly pod: End;
      readonly other: End;
      readonly probe: Probe;
      /** The NetworkPolicies that isolate the Pod, or the one policy whose rule says no. */
      readonly policies: readonly Ref[];
      /** The rule that says no; absent when it is that none says yes. */
      readonly rule?: Ref;
      readonly misses: readonly NamedMiss[];
      /** It was a lookup that got no answer: nothing was sent to the server itself. */
      readonly isLookup: boolean;
    };
  }
}

const rule: DiagnosisRule = {
  name: 'policy-denied',
  order: 10,
  explain(cluster, trace) {
    const { stop } = situationOf(cluster, trace);
    if (trace.outcome.reason !== 'policy-denied' || !stop) return [];
    const packet = stop.before;
    const verdict = verdictOn(cluster, packet);
    const refusal = verdict && refusing(verdict);
    const probe = probeOf(packet);
    // The node may know less of the cluster, or more, than there is by now.
    if (!refusal || !probe) return [];
    const { direction, verdict: said } = refusal;
    const [near, far] = ends(packet, direction);
    const policies = policiesBehind(said);
    const misses = missesOf(cluster.store, said);
    const fix = fixFor(cluster, packet, direction, probe, said);
    const { because } = said;
    return [
      {
        code: 'policy-denied',
        severity: 'error',
        direction,
        pod: endOf(partyAt(cluster.store, near)),
        other: endOf(partyAt(cluster.store, far)),
        probe,
        policies,
        ...(because.why === 'rule' && { rule: because.rule }),
        misses,
        isLookup: packet.payload?.carries === 'dns',
        evidence: evidenceOf(said, policies, misses, direction),
        ...(fix && { fix }),
      },
    ];
  },
};
export default rule;

function ends({ source, destination }: Packet, direction: Direction) {
  return direction === 'egress'
    ? ([source, destination] as const)
    : ([destination, source] as const);
}

function evidenceOf(
  { because }: DirectionVerdict,
  policies: readonly Ref[],
  misses: readonly NamedMiss[],
  direction: Direction,
): readonly Ref[] {
  if (because.why === 'rule') return [because.peer ?? because.rule];
  return distinct([
    ...misses.map(({ miss }) => miss.at),
    ...policies.map((policy) => ({ ...policy, path: `spec.${direction}` })),
  ]);
}

/** NetworkPolicies add up: one more rule in any of those that isolate the Pod lets the packet pass. */
function fixFor(
  { store }: Cluster,
  packet: Packet,
  direction: Direction,
  probe: Probe,
  { because }: DirectionVerdict,
): Fix | undefined {
  const [policy] = because.why === 'isolated' ? because.by : [];
  const object = policy && store.entry(policy.kind, policy.namespace, policy.name)?.object;
  if (!policy || !object) return undefined;
  const ref = { ...policy, path: `spec.${direction}` };
  const rules = (valueAt(object, ref.path) ?? []) as readonly Json[];
  const [, far] = ends(packet, direction);
  const party = partyAt(store, far);
  return {
    fix: 'set-field',
    ref,
    value: [...rules, ruleFor(direction, party, policy.namespace, probe)],
  };
}
