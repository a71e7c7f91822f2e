import type { Entry, Key, KindName, Kinds, Obj, Store } from './types.ts';

/** The key of an object: `Kind/namespace/name`. */
export function keyOf(kind: string, namespace: string, name: string): Key {
  return `${kind}/${namespace}/${name}`;
}

/** The key of an object that is at hand. */
export function keyOfObject(object: Obj): Key {
  return keyOf(object.kind, object.metadata.namespace, object.metadata.name);
}

/** The object that a key identifies. */
export function objectNamed(store: Store, key: Key): Obj | undefined {
  const [kind = '', namespace = '', name = ''] = key.split('/');
  return store.entry(kind, namespace, name)?.object;
}

/** A store that holds `entries`. Of several with the same kind, namespace and name, the last counts. */
export function createStore(entries: Iterable<Entry>): Store {
  const shelves = new Map<string, Map<Key, Entry>>();
  for (const entry of entries) put(shelves, entry);
  return new ShelfStore(new Map([...shelves].map(([kind, byKey]) => [kind, new Shelf(byKey)])));
}

/** A store that differs from `store` in some objects. Kinds without a change are shared, sorted lists included. */
export function changeStore(
  store: Store,
  puts: readonly Entry[],
  removals: readonly Key[] = [],
): Store {
  if (puts.length === 0 && removals.length === 0) return store;
  const before = store instanceof ShelfStore ? store : (createStore(store.entries()) as ShelfStore);
  const changed = new Map<string, Map<Key, Entry>>();
  const open = (kind: string): Map<Key, Entry> => {
    const byKey = changed.get(kind) ?? new Map(before.shelves.get(kind)?.byKey);
    changed.set(kind, byKey);
    return byKey;
  };
  for (const key of removals) open(key.slice(0, key.indexOf('/'))).delete(key);
  for (const entry of puts) open(entry.object.kind).set(keyOfObject(entry.object), entry);
  const shelves = new Map(before.shelves);
  for (const [kind, byKey] of changed) shelves.set(kind, new Shelf(byKey));
  return new ShelfStore(shelves);
}

/** Orders texts by code unit, the same on every machine. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function put(shelves: Map<string, Map<Key, Entry>>, entry: Entry): void {
  const kind = entry.object.kind;
  const byKey = shelves.get(kind);
  if (byKey) byKey.set(keyOfObject(entry.object), entry);
  else shelves.set(kind, new Map([[keyOfObject(entry.object), entry]]));
}

function compareEntries(left: Entry, right: Entry): number {
  const { metadata: a } = left.object;
  const { metadata: b } = right.object;
  return compareText(a.namespace, b.namespace) || compareText(a.name, b.name);
}

function byNamespace(objects: readonly Obj[]): ReadonlyMap<string, readonly Obj[]> {
  const groups = new Map<string, Obj[]>();
  for (const object of objects) {
    const group = groups.get(object.metadata.namespace);
    if (group) group.push(object);
    else groups.set(object.metadata.namespace, [object]);
  }
  return groups;
}

/** The objects of one kind. Lists are made when first asked for: most stores in between are never listed. */
class Shelf {
  readonly byKey: ReadonlyMap<Key, Entry>;
  #entries: readonly Entry[] | undefined;
  #objects: readonly Obj[] | undefined;
  #byNamespace: ReadonlyMap<string, readonly Obj[]> | undefined;

  constructor(byKey: ReadonlyMap<Key, Entry>) {
    this.byKey = byKey;
  }

  entries(): readonly Entry[] {
    return (this.#entries ??= [...this.byKey.values()].sort(compareEntries));
  }

  objects(): readonly Obj[] {
    return (this.#objects ??= this.entries().map((entry) => entry.object));
  }

  objectsIn(namespace: string): readonly Obj[] {
    this.#byNamespace ??= byNamespace(this.objects());
    return this.#byNamespace.get(namespace) ?? [];
  }
}

/** The same list every time, so that lists can be compared by identity. */
const none: readonly Entry[] = [];

class ShelfStore implements Store {
  readonly shelves: ReadonlyMap<string, Shelf>;

  constructor(shelves: ReadonlyMap<string, Shelf>) {
    this.shelves = shelves;
  }

  // A shelf holds only objects of its kind: admission and the controllers put them there.
  get<K extends KindName>(kind: K, namespace: string, name: string): Kinds[K] | undefined {
    return this.entry(kind, namespace, name)?.object as Kinds[K] | undefined;
  }

  list<K extends KindName>(kind: K): readonly Kinds[K][] {
    return (this.shelves.get(kind)?.objects() ?? []) as readonly Kinds[K][];
  }

  listIn<K extends KindName>(kind: K, namespace: string): readonly Kinds[K][] {
    return (this.shelves.get(kind)?.objectsIn(namespace) ?? []) as readonly Kinds[K][];
  }

  entry(kind: string, namespace: string, name: string): Entry | undefined {
    return this.shelves.get(kind)?.byKey.get(keyOf(kind, namespace, name));
  }

  entriesOf(kind: string): readonly Entry[] {
    return this.shelves.get(kind)?.entries() ?? none;
  }

  *entries(): Iterable<Entry> {
    for (const kind of [...this.shelves.keys()].sort(compareText)) yield* this.entriesOf(kind);
  }
}
