import { remember } from '../../../../base/remember.ts';
import type { Store } from '../../../api/index.ts';
import {
  policiesOf,
  type Direction,
  type Policies,
  type Policy,
  type PodParty,
} from '../../../policy/index.ts';
import { comment, rule, type Chain, type Rule } from '../../netfilter/index.ts';
import type { Enforcement } from '../../types.ts';
import { chainName } from './names.ts';
import { felixRules } from './rules.ts';
import { linesFor } from './lines.ts';
import { subjectSelector } from './selectors.ts';
import type { NamedSet } from './sets.ts';

/** A policy in one direction, the same on every node that needs it. */
export interface PolicyChain {
  readonly policy: Policy;
  readonly chain: Chain;
  readonly sets: readonly NamedSet[];
  /** What it asks of Pods. Policies in a row that ask the same get a chain together. */
  readonly selector: string;
  /** As Felix prints it into what it makes hashes of (felix/types/policy_id.go). */
  readonly id: string;
}

/** Calico's words for what we call kinds: their own, and short ones for chains (felix/types/policy_id.go). */
const kinds = {
  NetworkPolicy: { name: 'KubernetesNetworkPolicy', short: 'knp' },
  ClusterNetworkPolicy: { name: 'KubernetesClusterNetworkPolicy', short: 'kcnp' },
} as const;

/**
 * Calico 3.32: AdminNetworkPolicy was last read by 3.31 (libcalico-go/lib/backend/k8s/conversion). What a Pod sends to its own node
 * is judged like all else, in the chain cali-wl-to-host; what the node sends to it is not (felix/rules/static.go).
 */
export const calicoEnforcement: Enforcement = {
  by: 'rules',
  kinds: Object.keys(kinds),
  judgesOwnNode: ['egress'],
};

/** The policies of a cluster as Felix has them. */
export interface FelixPolicies {
  /** Those that select a Pod and have something to say, in the order of their turn. */
  selecting(pod: PodParty, direction: Direction): readonly PolicyChain[];
}

/** Policies are compiled once for all nodes that know the same of the cluster. */
export const felixPolicies = remember((store: Store): FelixPolicies => {
  const policies: Policies = policiesOf(store, { implementation: calicoEnforcement });
  const compiled = new Map<Policy, Partial<Record<Direction, PolicyChain>>>();
  return {
    selecting: (pod, direction) =>
      policies
        .selecting(pod, direction)
        .filter((policy) => policy.tier === 'NetworkPolicy' || policy.rules[direction]?.length)
        .map((policy) => {
          const known = compiled.get(policy) ?? {};
          const chain = known[direction] ?? compile(store, policy, direction);
          compiled.set(policy, { ...known, [direction]: chain });
          return chain;
        }),
  };
});

function compile(store: Store, policy: Policy, direction: Direction): PolicyChain {
  const { kind, namespace, name } = policy.ref;
  const words = kinds[kind as keyof typeof kinds];
  const rules = (policy.rules[direction] ?? []).flatMap((each) =>
    felixRules(store, direction, each),
  );
  const prefix = direction === 'ingress' ? 'cali-pi-' : 'cali-po-';
  const place = namespace === '' ? name : `${namespace}/${name}`;
  const title = comment(`${words.name} ${place} ${direction}`);
  const about = [{ ...policy.ref, path: `spec.${direction}` }];
  return {
    policy,
    chain: {
      name: chainName(prefix, `${words.short}/${place}`),
      rules: titled(title, withoutLastReturn(rules.flatMap(linesFor)), about),
    },
    sets: rules.flatMap(({ addresses, namedPorts }) => [
      ...(addresses ? [addresses] : []),
      ...namedPorts,
    ]),
    selector: subjectSelector(policy.subject),
    id: `{Name: ${name}, Namespace: ${namespace}, Kind: ${words.name}}`,
  };
}

/** At the end of a chain RETURN changes nothing, and is left out. */
export function withoutLastReturn(rules: readonly Rule[]): readonly Rule[] {
  const last = rules.findLastIndex(({ target }) => target.target !== 'RETURN');
  return rules.slice(0, last + 1);
}

/** The first rule says what the chain is for; without any, there is one for that alone. */
export function titled(
  title: ReturnType<typeof comment>,
  rules: readonly Rule[],
  because: Rule['because'],
): readonly Rule[] {
  const [first = rule([], { target: 'none' }, because), ...others] = rules;
  return [{ ...first, matches: [title, ...first.matches] }, ...others];
}
