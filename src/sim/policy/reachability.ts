import { decide, isAllowed, isItself, isExempt } from './decide.ts';
import type { Policies } from './policies.ts';
import type { Policy, Rule } from './rules.ts';
import type { Direction, Implementation, Party, PodParty, Probe } from './types.ts';

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

/** What `judge` says of every pair of parties about one port, without its reasons. */
export function reachability(
  policies: Policies,
  asked: readonly Party[],
  probe: Probe,
): Reachability {
  return reachabilityAmong(policies, asked)(probe);
}

/**
 * The same for any number of ports. Only what is asked about `destinations` is found out, places in the list of parties; all
 * when there are none given. Which policies select whom and whom each rule means is found out once beforehand, and Pods that the
 * same policies select share their answers, so that the work is at most sources × destinations × the rules of the policies that
 * select one, and each of those is a look at two flags.
 */
export function reachabilityAmong(
  policies: Policies,
  asked: readonly Party[],
): (probe: Probe, destinations?: readonly number[]) => Reachability {
  const parties = asked.slice(0, partiesMax);
  const all = parties.map((_, place) => place);
  const selections = {
    egress: selectionsOf(policies, parties, 'egress'),
    ingress: selectionsOf(policies, parties, 'ingress'),
  };
  const peers = peerFlags(parties);
  return (probe, destinations = all) => {
    const ports = portFlags(parties, probe);
    const rows = (
      direction: Direction,
      isAsked: (subject: number) => boolean,
      others: readonly number[],
    ) => {
      const shared = new Map<string, Uint8Array>();
      return parties.map((_, subject) => {
        const selection = selections[direction][subject];
        const row = new Uint8Array(parties.length).fill(1);
        if (selection && isAsked(subject))
          fillRow(row, {
            parties,
            direction,
            implementation: policies.implementation,
            subject,
            others,
            selection,
            peers,
            ports,
            shared,
          });
        return row;
      });
    };
    const isDestination = new Set(destinations);
    return {
      parties,
      egress: rows('egress', () => true, destinations),
      ingress: rows('ingress', (subject) => isDestination.has(subject), all),
    };
  };
}

/** A Pod that policies select in a direction. */
interface Selection {
  readonly subject: PodParty;
  readonly policies: readonly Policy[];
  /** The same for Pods of one namespace that the same policies select. */
  readonly key: string;
}

/** By the place of each party; `undefined` for those whom no policy selects. */
function selectionsOf(
  policies: Policies,
  parties: readonly Party[],
  direction: Direction,
): readonly (Selection | undefined)[] {
  const numbers = new Map<Policy, number>();
  const numberOf = (policy: Policy): number => {
    const number = numbers.get(policy) ?? numbers.size;
    numbers.set(policy, number);
    return number;
  };
  return parties.map((subject) => {
    if (subject.is !== 'pod') return undefined;
    const selecting = policies.selecting(subject, direction);
    if (selecting.length === 0) return undefined;
    const key = `${subject.pod.metadata.namespace} ${selecting.map(numberOf).join()}`;
    return { subject, policies: selecting, key };
  });
}

interface RowTask {
  readonly parties: readonly Party[];
  readonly direction: Direction;
  readonly implementation: Implementation | undefined;
  /** Place of the Pod that is selected. */
  readonly subject: number;
  /** Places of those it sends to or receives from. */
  readonly others: readonly number[];
  readonly selection: Selection;
  readonly peers: (rule: Rule, subject: PodParty) => Uint8Array;
  readonly ports: (rule: Rule) => Uint8Array;
  /** What was decided already, for Pods that are selected alike. */
  readonly shared: Map<string, Uint8Array>;
}

function fillRow(row: Uint8Array, task: RowTask): void {
  const { parties, direction, implementation, subject: place, others, selection } = task;
  const { peers, ports, shared } = task;
  const { subject, policies } = selection;
  const flagged = policies.map(({ tier, rules }) => ({
    tier,
    rules: (rules[direction] ?? []).map((rule) => ({
      rule,
      peers: peers(rule, subject),
      ports: ports(rule),
    })),
  }));
  const isLetBy = (column: number, exempt: boolean): 0 | 1 => {
    const destination = direction === 'egress' ? column : place;
    const decision = decide(
      flagged,
      ({ rules }) => rules.find((each) => each.peers[column] && each.ports[destination])?.rule,
      exempt,
    );
    return isAllowed(decision) ? 1 : 0;
  };
  // Names of ports are the destination's: Pods that are selected alike may call theirs otherwise.
  const named =
    direction === 'ingress'
      ? flagged.flatMap(({ rules }) => rules.map((rule) => rule.ports[place])).join('')
      : '';
  const key = `${selection.key} ${named}`;
  const decided = shared.get(key) ?? row.slice();
  if (!shared.has(key)) for (const column of others) decided[column] = isLetBy(column, false);
  shared.set(key, decided);
  row.set(decided);
  for (const column of others) {
    const other = parties[column];
    if (other?.is === 'pod') {
      if (isItself(subject, other)) row[column] = 1;
    } else if (other && isExempt(subject, other, direction, implementation))
      row[column] = isLetBy(column, true);
  }
}

/** Which of the parties each rule means as peers. */
function peerFlags(parties: readonly Party[]): RowTask['peers'] {
  const byPeers = new Map<Rule, Map<string, Uint8Array>>();
  return (rule, subject) => {
    const { namespace } = subject.pod.metadata;
    const tenant = rule.peers.some(({ relative }) => relative) ? namespace : '';
    const byTenant = byPeers.get(rule) ?? new Map<string, Uint8Array>();
    const known =
      byTenant.get(tenant) ?? flag(parties, rule.peers, (peer, other) => peer.miss(other, subject));
    byPeers.set(rule, byTenant.set(tenant, known));
    return known;
  };
}

/** Which of the parties have the port of a probe among those that each rule means. */
function portFlags(parties: readonly Party[], probe: Probe): RowTask['ports'] {
  const byPorts = new Map<Rule, Uint8Array>();
  return (rule) => {
    const known =
      byPorts.get(rule) ?? flag(parties, rule.ports, (port, other) => port.miss(probe, other));
    byPorts.set(rule, known);
    return known;
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
