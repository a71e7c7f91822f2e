import type { Pod } from './kinds/types.ts';
import { isReady } from './pods.ts';
import { keyOf, keyOfObject } from './store.ts';
import type { Entry, Key, Obj, OwnerReference, Store } from './types.ts';

/** The owner that controls an object, as metadata.ownerReferences tells. */
export function controllerOf(object: Obj): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find((reference) => reference.controller === true);
}

const remembered = new WeakMap<Store, Map<string, ReadonlyMap<Key, readonly Entry[]>>>();

/** The objects of one kind that `owner` controls, in the order in which they were made. */
export function ownedBy(store: Store, kind: string, owner: Obj): readonly Entry[] {
  const kinds = remembered.get(store) ?? new Map<string, ReadonlyMap<Key, readonly Entry[]>>();
  remembered.set(store, kinds);
  let byOwner = kinds.get(kind);
  if (!byOwner) kinds.set(kind, (byOwner = groupByOwner(store, kind)));
  return byOwner.get(keyOfObject(owner)) ?? [];
}

/** How many Pods a workload has below it, at any depth up to `depthMax`, and how many of them are ready. */
export function countPods(
  store: Store,
  owner: Obj,
): { readonly current: number; readonly ready: number } {
  const pods = podsUnder(store, owner, depthMax);
  return { current: pods.length, ready: pods.filter(isReady).length };
}

const depthMax = 2;

function podsUnder(store: Store, owner: Obj, depth: number): readonly Pod[] {
  const own = ownedBy(store, 'Pod', owner).map((entry) => entry.object as Pod);
  if (depth === 1) return own;
  const between = ownedBy(store, 'ReplicaSet', owner).flatMap((entry) =>
    podsUnder(store, entry.object, depth - 1),
  );
  return [...own, ...between];
}

function groupByOwner(store: Store, kind: string): ReadonlyMap<Key, readonly Entry[]> {
  const groups = new Map<Key, Entry[]>();
  for (const entry of store.entriesOf(kind)) {
    const owner = controllerOf(entry.object);
    if (!owner) continue;
    const key = keyOf(owner.kind, entry.object.metadata.namespace, owner.name);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  for (const group of groups.values())
    group.sort((left, right) => ordinalOf(left) - ordinalOf(right));
  return groups;
}

/** Objects that came from the learner count as made before all that a controller made. */
function ordinalOf({ source }: Entry): number {
  return source.by === 'controller' ? (source.ordinal ?? 0) : -1;
}
