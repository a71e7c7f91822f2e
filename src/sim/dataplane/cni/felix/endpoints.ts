import type { Ref } from '../../../api/index.ts';
import type { Direction, PodParty, Tier } from '../../../policy/index.ts';
import {
  accept,
  chainOf,
  comment,
  drop,
  giveBack,
  inState,
  jump,
  rule,
  type Chain,
  type Match,
  type Rule,
} from '../../netfilter/index.ts';
import { bits, clearMark, marked, markedAny, unmarked } from './marks.ts';
import { chainName, groupName } from './names.ts';
import type { PolicyChain } from './policies.ts';
import { profilesOf } from './profiles.ts';

/** A Pod of this node, with the policies that select it in the order of their turn. */
export interface Endpoint {
  /** The node's end of its veth pair. */
  readonly device: string;
  readonly pod: PodParty;
  readonly because: readonly Ref[];
  readonly policies: Readonly<Record<Direction, readonly PolicyChain[]>>;
}

const endpointPrefixes: Readonly<Record<Direction, string>> = {
  ingress: 'cali-tw-',
  egress: 'cali-fw-',
};

export function endpointChainName(direction: Direction, device: string): string {
  return chainName(endpointPrefixes[direction], device);
}

/** Tiers as Calico calls them (libcalico-go/lib/names/policy.go). At the end of the default one all is dropped that nobody passed. */
const tierNames: Readonly<Record<Tier, string>> = {
  Admin: 'kube-admin',
  NetworkPolicy: 'default',
  Baseline: 'kube-baseline',
};

/**
 * The chain for traffic to a Pod (cali-tw-) or from it (cali-fw-), and those it needs for policies that go together
 * (felix/rules/endpoints.go, endpointIptablesChain). What returns from it with the accept bit may pass.
 */
export function endpointChains(endpoint: Endpoint, direction: Direction): readonly Chain[] {
  const tiers = tiersOf(endpoint.policies[direction]).map(({ name, tier, policies }) => ({
    name,
    tier,
    policies,
    groups: groupsOf(policies, direction),
  }));
  const own = chainOf(endpointChainName(direction, endpoint.device), () => [
    ...beginning(direction),
    ...tiers.flatMap((tier) => tierRules(tier, endpoint)),
    ...profileRules(endpoint, direction),
  ]);
  return [own, ...tiers.flatMap(({ groups }) => groups.flatMap(({ chain }) => chain ?? []))];
}

function beginning(direction: Direction): readonly Rule[] {
  const says = (what: string) => comment(`Drop ${what} encapped packets originating in workloads`);
  const tunnels: readonly (readonly Match[])[] = [
    [
      says('VXLAN'),
      { match: 'protocol', protocol: 'UDP' },
      { match: 'multiport', of: 'destination', ports: [{ port: 4789 }] },
    ],
    [says('IPinIP'), { match: 'protocol', protocol: 'IPIP' }],
  ];
  return [
    rule([inState('RELATED', 'ESTABLISHED')], accept),
    rule([inState('INVALID')], drop),
    rule([], clearMark(bits.accept | bits.pass)),
    ...(direction === 'egress' ? tunnels.map((matches) => rule(matches, drop)) : []),
  ];
}

interface TierOfPolicies {
  readonly tier: Tier;
  readonly name: string;
  readonly policies: readonly PolicyChain[];
}

function tiersOf(policies: readonly PolicyChain[]): readonly TierOfPolicies[] {
  const tiers = [...new Set(policies.map(({ policy }) => policy.tier))];
  return tiers.map((tier) => ({
    tier,
    name: tierNames[tier],
    policies: policies.filter(({ policy }) => policy.tier === tier),
  }));
}

function tierRules(
  { tier, name, policies, groups }: TierOfPolicies & { readonly groups: readonly Group[] },
  { because }: Endpoint,
): readonly Rule[] {
  const about = policies.map(({ policy }) => policy.ref);
  const end = comment(`End of tier ${name}. Drop if no policies passed packet`);
  return [
    rule([comment(`Start of tier ${name}`)], clearMark(bits.pass), about),
    ...groups.flatMap(({ name: chain, about: own }) => [
      rule([unmarked(bits.pass)], jump(chain), [...own, ...because]),
      rule([comment('Return if policy accepted'), marked(bits.accept)], giveBack, own),
    ]),
    ...(tier === 'NetworkPolicy'
      ? [rule([end, unmarked(bits.pass)], drop, about, 'policy-denied')]
      : []),
  ];
}

/** A policy, or a chain for several that select by the same words. */
interface Group {
  readonly name: string;
  readonly chain?: Chain;
  readonly about: readonly Ref[];
}

function groupsOf(policies: readonly PolicyChain[], direction: Direction): readonly Group[] {
  const groups: PolicyChain[][] = [];
  for (const each of policies) {
    const group = groups.at(-1);
    if (group?.[0]?.selector === each.selector) group.push(each);
    else groups.push([each]);
  }
  return groups.map((group) => {
    const about = group.map(({ policy }) => policy.ref);
    const [first, second] = group;
    if (first && !second) return { name: first.chain.name, about };
    const chain = groupChain(group, direction);
    return { name: chain.name, chain, about };
  });
}

/** So many policies are asked in a row before a verdict is looked for (PolicyGroupToIptablesChains). */
const returnStride = 5;

function groupChain(group: readonly PolicyChain[], direction: Direction): Chain {
  const way = direction === 'ingress' ? 'inbound' : 'outbound';
  const selector = group[0]?.selector ?? '';
  const lines = [selector, way, String(group.length), ...group.map(({ id }) => id)];
  const verdict = bits.accept | bits.pass;
  return {
    name: groupName(direction === 'ingress' ? 'cali-gi-' : 'cali-go-', lines),
    rules: group.flatMap(({ policy, chain }, index) => {
      const isFirst = index % returnStride === 0;
      const about = [policy.ref];
      const end = rule([comment('Return on verdict'), markedAny(verdict)], giveBack);
      return [
        ...(isFirst && index > 0 ? [end] : []),
        rule(isFirst ? [] : [unmarked(verdict)], jump(chain.name), about),
      ];
    }),
  };
}

function profileRules({ pod, because }: Endpoint, direction: Direction): readonly Rule[] {
  const profiles = profilesOf(pod.pod);
  return [
    ...profiles.flatMap((profile) => [
      rule([], jump(profile[direction].name), because),
      rule([comment('Return if profile accepted'), marked(bits.accept)], giveBack),
    ]),
    rule([comment('Drop if no profiles matched')], drop),
  ];
}
