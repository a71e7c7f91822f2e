import { familyOf, destinationPortOf, type Packet } from '../../../net/index.ts';
import type { Ref, Store } from '../../../api/index.ts';
import {
  judge,
  partyAt,
  policiesOf,
  type DirectionVerdict,
  type Direction,
} from '../../../policy/index.ts';
import {
  accept,
  nftablesOf,
  rule,
  whenNew,
  type BaseHook,
  type Chain,
  type NamedSet,
  type Rule,
  type Statement,
  type Table,
} from '../../nftables/index.ts';
import type { Enforcement, NodeBuilding } from '../../types.ts';

/**
 * kube-network-policies v1.1, as kindnetd has it in itself (kubernetes-sigs/kind, images/kindnetd/go.mod). What a Pod sends to its
 * own node is judged in the chain `input`; what processes of the node send is let pass.
 */
export const queueEnforcement: Enforcement = {
  by: 'queue',
  kinds: ['NetworkPolicy'],
  judgesOwnNode: ['egress'],
};

const queueNumber = 102;

/**
 * The table of kube-network-policies: packets of Pods that policies select wait for its verdict, before their source may be
 * changed; once it is there, the connection passes by its state (pkg/dataplane/controller.go). Its detour for lookups
 * (NetfilterBug1766Fix) comes to the same, and is left out.
 */
export function queueForPolicies(node: NodeBuilding): void {
  const pods = selectedPods(node);
  if (pods.elements.size === 0) return;
  const table: Table = {
    family: 'IPv4',
    name: 'kindnet-network-policies',
    sets: new Map([[pods.name, pods]]),
    chains: new Map(chainsFor(node.seen).map((chain) => [chain.name, chain])),
  };
  node.netns.addNftables((others) => nftablesOf([...others, table]));
}

/** The Pods of this node that policies select, each with these. */
function selectedPods({ seen, pods }: NodeBuilding): NamedSet {
  const policies = policiesOf(seen, { implementation: queueEnforcement });
  const directions: readonly Direction[] = ['ingress', 'egress'];
  const elements = pods.flatMap(({ address }) => {
    const party = partyAt(seen, address);
    if (party.is !== 'pod' || familyOf(address) !== 'IPv4') return [];
    const because = directions.flatMap((way) =>
      policies.selecting(party, way).map(({ ref }) => ref),
    );
    return because.length === 0 ? [] : [[address, { key: address, because }] as const];
  });
  return { name: 'podips-v4', keyType: ['ipv4_addr'], elements: new Map(elements) };
}

function chainsFor(store: Store): readonly Chain[] {
  const queue: Statement = { statement: 'queue', number: queueNumber, ask: verdicts(store) };
  const ofPods = (field: 'ip saddr' | 'ip daddr'): Statement => ({
    statement: 'lookup',
    fields: [field],
    set: 'podips-v4',
  });
  const known: Statement = { statement: 'state', states: ['ESTABLISHED', 'RELATED'] };
  return [
    hooked('postrouting', { type: 'filter', hook: 'POSTROUTING', priority: 95 }, [
      rule([{ statement: 'skuid' }, accept]),
      rule([known, accept]),
      rule([ofPods('ip saddr'), queue]),
      rule([ofPods('ip daddr'), queue]),
    ]),
    hooked('input', { type: 'filter', hook: 'INPUT', priority: 101 }, [
      rule([ofPods('ip saddr'), whenNew, queue]),
    ]),
  ];
}

function hooked(name: string, base: BaseHook, rules: readonly Rule[]): Chain {
  return { name, base, rules };
}

/** What the program says of a packet: nothing when it may pass, else the policies and the rules behind that. */
function verdicts(store: Store): (packet: Packet) => readonly Ref[] | undefined {
  const policies = policiesOf(store, { implementation: queueEnforcement });
  return ({ source, destination, transport }) => {
    if (transport.protocol === 'IPIP') return undefined;
    const port = destinationPortOf({ source, destination, transport, ttl: 0 });
    const { egress, ingress } = judge(policies, {
      source: partyAt(store, source),
      destination: partyAt(store, destination),
      protocol: transport.protocol,
      ...(port !== undefined && { port }),
      hasLeft: true,
    });
    const refusal = [egress, ingress].find(({ allowed }) => !allowed);
    return refusal && causesOf(refusal);
  };
}

function causesOf({ because }: DirectionVerdict): readonly Ref[] {
  if (because.why === 'rule') return [because.peer ?? because.rule];
  return because.why === 'isolated' ? because.by : [];
}
