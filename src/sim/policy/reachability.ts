import { decide, isAllowed, isItself, isOwnNode } from './decide.ts';
import type { Policies } from './policies.ts';
import type { Rule } from './rules.ts';
import type { Direction, Party, PodParty, Probe } from './types.ts';

/** How many parties a matrix has at most. */
export const partiesMax = 1000;

/** Who may reach whom on one port. Places in `parties` number rows and columns; 1 is yes, 0 is no. */
export interface Reachability {
  /** The first of those asked about, at most {@link partiesMax}. */
  readonly parties: readonly Party[];
  /** Whether the party of a row may send to that of a column. */
  readonly egress: readonly Uint8Array[];
  /** Whether the party of a row may receive from that of a column. */
  readonly ingress: readonly Uint8Array[];
}

/** Whether both ends allow it. */
export function mayReach({ egress, ingress }: Reachability, from: number, to: number): boolean {
  return egress[from]?.[to] === 1 && ingress[to]?.[from] === 1;
}

/**
 * What `judge` says of every pair, without its reasons. Whom each rule means is found out once beforehand, so that the work is
 * parties² × the rules of the policies that select one, and each of those is a look at two flags.
 */
export function reachability(
  policies: Policies,
  asked: readonly Party[],
  probe: Probe,
): Reachability {
  const parties = asked.slice(0, partiesMax);
  const flags = flagsOf(parties, probe);
  const rows = (direction: Direction): readonly Uint8Array[] =>
    parties.map((_, subject) => rowOf(policies, parties, direction, subject, flags));
  return { parties, egress: rows('egress'), ingress: rows('ingress') };
}

function rowOf(
  policies: Policies,
  parties: readonly Party[],
  direction: Direction,
  index: number,
  flags: Flags,
): Uint8Array {
  const row = new Uint8Array(parties.length).fill(1);
  const subject = parties[index];
  if (subject?.is !== 'pod') return row;
  const selecting = policies.selecting(subject, direction);
  if (selecting.length === 0) return row;
  const flagged = selecting.map(({ tier, rules }) => ({
    tier,
    rules: (rules[direction] ?? []).map((rule) => ({
      rule,
      peers: flags.peers(rule, subject),
      ports: flags.ports(rule),
    })),
  }));
  for (const [column, other] of parties.entries()) {
    if (isItself(subject, other)) continue;
    const destination = direction === 'egress' ? column : index;
    const decision = decide(
      flagged,
      ({ rules }) => rules.find(({ peers, ports }) => peers[column] && ports[destination])?.rule,
      isOwnNode(subject, other),
    );
    if (!isAllowed(decision)) row[column] = 0;
  }
  return row;
}

/** Which of the parties a rule means, as peers and as owners of its ports. */
interface Flags {
  peers(rule: Rule, subject: PodParty): Uint8Array;
  ports(rule: Rule): Uint8Array;
}

function flagsOf(parties: readonly Party[], probe: Probe): Flags {
  const byPeers = new Map<Rule, Map<string, Uint8Array>>();
  const byPorts = new Map<Rule, Uint8Array>();
  return {
    peers: (rule, subject) => {
      const { namespace } = subject.pod.metadata;
      const tenant = rule.peers.some(({ relative }) => relative) ? namespace : '';
      const byTenant = byPeers.get(rule) ?? new Map<string, Uint8Array>();
      const known =
        byTenant.get(tenant) ??
        flag(parties, rule.peers, (peer, other) => peer.miss(other, subject));
      byPeers.set(rule, byTenant.set(tenant, known));
      return known;
    },
    ports: (rule) => {
      const known =
        byPorts.get(rule) ?? flag(parties, rule.ports, (port, other) => port.miss(probe, other));
      byPorts.set(rule, known);
      return known;
    },
  };
}

/** 1 for each party that one of the items means, or for all when there are none. */
function flag<Item>(
  parties: readonly Party[],
  items: readonly Item[],
  missOf: (item: Item, party: Party) => unknown,
): Uint8Array {
  const isMeant = (party: Party): boolean =>
    items.length === 0 || items.some((item) => missOf(item, party) === undefined);
  return Uint8Array.from(parties, (party) => (isMeant(party) ? 1 : 0));
}
