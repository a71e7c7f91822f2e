import { compareText, type Obj, type Store } from '../api/index.ts';
import type { KnownNames, Policy, PolicyKind } from './rules.ts';
import { tiers, type Direction, type Implementation, type PodParty } from './types.ts';

// One more kind of policy is one more file.
const files = import.meta.glob<PolicyKind>('./kinds/*.ts', { eager: true, import: 'default' });
const kinds = Object.values(files);

/** The policies of a cluster, read once for any number of questions. */
export interface Policies {
  /** Whose reading of them this is; absent for the documentation's. */
  readonly implementation?: Implementation;
  /**
   * The policies that select a Pod and speak of a direction, in the order of their turn: tier, priority, name. Of several with
   * one priority in a tier an implementation may ask any first; kube-network-policies asks in order of name, too.
   */
  selecting(pod: PodParty, direction: Direction): readonly Policy[];
}

export interface Reading {
  /** The addresses that peers by domain name stand for. */
  readonly names?: KnownNames;
  /** Who enforces them, where that makes a difference. */
  readonly implementation?: Implementation | undefined;
}

/** Reads the policies of a store. */
export function policiesOf(
  store: Store,
  { names = new Map(), implementation }: Reading = {},
): Policies {
  const all = kinds
    .filter(({ kind }) => implementation?.kinds.includes(kind) ?? true)
    .flatMap((kind) => objectsOf(store, kind).map((object) => kind.read(object, names)))
    .sort(inTurn);
  return {
    ...(implementation && { implementation }),
    selecting: (pod, direction) =>
      all.filter(({ rules, selects }) => rules[direction] !== undefined && selects(pod)),
  };
}

/** The policies of a store as they were written, of every kind. */
export function policyObjects(store: Store): readonly Obj[] {
  return kinds.flatMap((kind) => objectsOf(store, kind));
}

function objectsOf(store: Store, { kind, group }: PolicyKind): readonly Obj[] {
  return store
    .entriesOf(kind)
    .map(({ object }) => object)
    .filter((object) => isOf(object, group));
}

function isOf({ apiVersion }: Obj, group: string): boolean {
  return apiVersion.startsWith(`${group}/`);
}

function inTurn(left: Policy, right: Policy): number {
  return (
    tiers.indexOf(left.tier) - tiers.indexOf(right.tier) ||
    left.priority - right.priority ||
    compareText(left.ref.namespace, right.ref.namespace) ||
    compareText(left.ref.name, right.ref.name) ||
    compareText(left.ref.kind, right.ref.kind)
  );
}
