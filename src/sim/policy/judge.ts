import { refTo, type Ref } from '../api/index.ts';
import { decide, isAllowed, isExempt, isItself, type Decision } from './decide.ts';
import type { Policies } from './policies.ts';
import type { Policy, Rule } from './rules.ts';
import type {
  Asked,
  Because,
  Direction,
  DirectionVerdict,
  Flow,
  Miss,
  Party,
  PodParty,
  RuleFinding,
  Verdict,
} from './types.ts';

/** Whether policies let a flow pass, and why: out of its source and into its destination. Both are always judged. */
export function judge(policies: Policies, flow: Flow): Verdict {
  const egress = judgeDirection(policies, 'egress', flow);
  const ingress = judgeDirection(policies, 'ingress', flow);
  return { allowed: egress.allowed && ingress.allowed, egress, ingress };
}

function judgeDirection(policies: Policies, direction: Direction, flow: Flow): DirectionVerdict {
  const { source, destination } = flow;
  const [subject, other] = direction === 'egress' ? [source, destination] : [destination, source];
  if (subject.is !== 'pod') return unasked({ why: 'not-a-pod' });
  if (isItself(subject, other) && !flow.hasLeft) return unasked({ why: 'itself' });
  const selecting = policies.selecting(subject, direction);
  const asked: Asked[] = [];
  const ask = (policy: Policy): Rule | undefined => {
    const rules = policy.rules[direction] ?? [];
    const { rule, findings } = firstRule(rules, subject, other, flow);
    asked.push({ policy: policy.ref, tier: policy.tier, rules: findings });
    return rule;
  };
  const exempt = isExempt(subject, other, direction, policies.implementation);
  const decision = decide(selecting, ask, exempt);
  return {
    allowed: isAllowed(decision),
    because: becauseOf(decision, selecting, asked, other),
    selecting: selecting.map(({ ref }) => ref),
    asked,
  };
}

function unasked(because: Because): DirectionVerdict {
  return { allowed: true, because, selecting: [], asked: [] };
}

/** The first rule that matches, with what was found out about those asked. */
function firstRule(
  rules: readonly Rule[],
  subject: PodParty,
  other: Party,
  flow: Flow,
): { readonly rule?: Rule; readonly findings: readonly RuleFinding[] } {
  const findings: RuleFinding[] = [];
  for (const rule of rules) {
    const peers = firstItem(rule.peers, (peer) => peer.miss(other, subject));
    const ports = firstItem(rule.ports, (port) => port.miss(flow, flow.destination));
    const matched = peers.matched && ports.matched;
    findings.push({
      rule: rule.at,
      action: rule.action,
      matched,
      ...(peers.item && { peer: peers.item }),
      ...(ports.item && { port: ports.item }),
      peerMisses: peers.misses,
      portMisses: ports.misses,
    });
    if (matched) return { rule, findings };
  }
  return { findings };
}

/** The first item that matches, or why each does not. A list without items matches. */
function firstItem<Item extends { readonly at: Ref }>(
  items: readonly Item[],
  missOf: (item: Item) => Miss | undefined,
): { readonly matched: boolean; readonly item?: Ref; readonly misses: readonly Miss[] } {
  const misses: Miss[] = [];
  for (const item of items) {
    const miss = missOf(item);
    if (!miss) return { matched: true, item: item.at, misses: [] };
    misses.push(miss);
  }
  return { matched: items.length === 0, misses };
}

function becauseOf(
  decision: Decision,
  selecting: readonly Policy[],
  asked: readonly Asked[],
  other: Party,
): Because {
  if (decision === 'no-policy') return { why: 'no-policy' };
  if (decision === 'own-node' && other.is === 'node')
    return { why: 'own-node', node: refTo(other.node) };
  if (typeof decision === 'string') {
    const isolating = selecting.filter(({ tier }) => tier === 'NetworkPolicy');
    return { why: 'isolated', by: isolating.map(({ ref }) => ref) };
  }
  // The last rule that was asked is the one that decided.
  const { peer, port } = asked.at(-1)?.rules.at(-1) ?? {};
  return { why: 'rule', rule: decision.at, ...(peer && { peer }), ...(port && { port }) };
}
