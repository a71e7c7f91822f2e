import type { Policy, Rule } from './rules.ts';
import type { Direction, Implementation, Party, PodParty, Tier } from './types.ts';

/** The rule that decided, or what did where no rule does. */
export type Decision = Rule | 'isolated' | 'own-node' | 'no-policy';

/**
 * Asks the policies that select a Pod, in their turn, for their first rule that matches. In the tiers of administrators that
 * rule decides, and `Pass` leaves out the rest of its tier (site-src/api-overview.md of network-policy-api). NetworkPolicies
 * add up: a Pod that one of them selects is isolated in that direction, and what no rule of theirs lets pass is refused before
 * the Baseline tier has its turn. Those about the other direction do not count: pkg/matcher of policy-assistant keeps the two
 * apart, while kube-network-policies (commit 5f81cc3) has them keep a Pod from the Baseline tier.
 */
export function decide<Each extends Pick<Policy, 'tier'>>(
  policies: readonly Each[],
  ask: (policy: Each) => Rule | undefined,
  isExempt: boolean,
): Decision {
  let passed: Tier | undefined;
  let isolated = false;
  for (const policy of policies) {
    if (policy.tier === passed) continue;
    if (isolated && policy.tier !== 'NetworkPolicy') break;
    if (policy.tier === 'NetworkPolicy' && isExempt) return 'own-node';
    isolated ||= policy.tier === 'NetworkPolicy';
    const rule = ask(policy);
    if (rule?.action === 'Pass') passed = policy.tier;
    else if (rule) return rule;
  }
  return isolated ? 'isolated' : 'no-policy';
}

export function isAllowed(decision: Decision): boolean {
  return typeof decision === 'string' ? decision !== 'isolated' : decision.action === 'Accept';
}

/**
 * Whether `other` is the node that the Pod runs on, whose traffic NetworkPolicies refuse in neither direction
 * (concepts/services-networking/network-policies of the Kubernetes documentation): the kubelet's probes come from there. Not
 * every implementation keeps to it.
 */
export function isExempt(
  { pod }: PodParty,
  other: Party,
  direction: Direction,
  implementation: Implementation | undefined,
): boolean {
  const isOwnNode = other.is === 'node' && other.node.metadata.name === pod.spec.nodeName;
  return isOwnNode && !(implementation?.judgesOwnNode ?? []).includes(direction);
}

/**
 * Whether both are the same Pod. Packets to its own address never leave it, so that no policy comes to see them (the same
 * page, and site-src/api-overview.md of network-policy-api).
 */
export function isItself({ pod }: PodParty, other: Party): boolean {
  return other.is === 'pod' && other.pod === pod;
}
