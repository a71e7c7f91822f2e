import {
  compareText,
  eventsOf,
  isWarning,
  keyOfObject,
  kindOf,
  provenanceOf,
} from '../../sim/api/index.ts';
import type { Entry, Key, Obj, Store } from '../../sim/api/index.ts';
import type { World } from '../../sim/world.ts';

/** An object in the list of all that came of the text. */
export interface ObjectRow {
  readonly key: Key;
  readonly object: Obj;
  /** How many owners it has in the list, from 0. */
  readonly depth: number;
  /** How many warnings controllers left about it. */
  readonly warnings: number;
  /** Whether anything acts on objects of its kind. */
  readonly isSimulated: boolean;
}

/** A Pod of a ReplicaSet of a Deployment is two deep; nothing known is deeper than this. */
const depthMax = 4;

/** The accepted objects in the order of the text, each followed by what controllers made of it. */
export function rowsOf({ entries, cluster: { store } }: World): readonly ObjectRow[] {
  const rows = new Map<Key, ObjectRow>();
  for (const { object } of entries) {
    const { kind, metadata } = object;
    const entry = store.entry(kind, metadata.namespace, metadata.name);
    if (entry) addRows(rows, entry, 0, store);
  }
  return [...rows.values()];
}

/** An object and all that was made of it, at any depth. */
export function family(object: Obj, store: Store, depth = 0): readonly Obj[] {
  if (depth > depthMax) return [];
  return [
    object,
    ...childrenOf(object, store).flatMap((child) => family(child.object, store, depth + 1)),
  ];
}

function addRows(rows: Map<Key, ObjectRow>, { object }: Entry, depth: number, store: Store): void {
  const key = keyOfObject(object);
  if (rows.has(key) || depth > depthMax) return;
  rows.set(key, {
    key,
    object,
    depth,
    warnings: eventsOf(store, object).filter(isWarning).length,
    isSimulated: kindOf(object.apiVersion, object.kind)?.simulated ?? false,
  });
  for (const child of childrenOf(object, store)) addRows(rows, child, depth + 1, store);
}

/** What was made of an object, by kind, in the order in which it was made. Events are told with the object they are about. */
function childrenOf(object: Obj, store: Store): readonly Entry[] {
  return provenanceOf(store)
    .madeFrom(object)
    .filter((entry) => entry.object.kind !== 'Event')
    .toSorted(
      (one, other) =>
        compareText(one.object.kind, other.object.kind) || ordinalOf(one) - ordinalOf(other),
    );
}

function ordinalOf({ source }: Entry): number {
  return source.by === 'controller' ? (source.ordinal ?? 0) : 0;
}
