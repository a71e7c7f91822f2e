import { compareNumbers, indexesIn } from './places.ts';
import { keyOf, keyOfObject } from './store.ts';
import type { Entry, Key, Obj, Store } from './types.ts';

/** What came from where, read in the direction of the text's effect. */
export interface Provenance {
  /** The objects written in a document, in order of place. */
  written(document: number): readonly Entry[];
  /** The objects controllers made from an object. */
  madeFrom(owner: Obj): readonly Entry[];
}

const remembered = new WeakMap<Store, Provenance>();

export function provenanceOf(store: Store): Provenance {
  const known = remembered.get(store) ?? createProvenance(store);
  remembered.set(store, known);
  return known;
}

function createProvenance(store: Store): Provenance {
  const documents = new Map<number, Entry[]>();
  const owners = new Map<Key, Entry[]>();
  for (const entry of store.entries()) {
    const { source } = entry;
    if (source.by === 'learner') {
      if (!source.gone) push(documents, source.document, entry);
    } else if (source.by === 'controller' && source.owner)
      push(owners, keyOf(source.owner.kind, source.owner.namespace, source.owner.name), entry);
  }
  for (const entries of documents.values()) entries.sort(comparePlaces);
  return {
    written: (document) => documents.get(document) ?? [],
    madeFrom: (owner) => owners.get(keyOfObject(owner)) ?? [],
  };
}

function comparePlaces({ source: left }: Entry, { source: right }: Entry): number {
  if (left.by !== 'learner' || right.by !== 'learner') return 0;
  return compareNumbers(indexesIn(left.at), indexesIn(right.at));
}

function push<Name>(groups: Map<Name, Entry[]>, name: Name, entry: Entry): void {
  const group = groups.get(name);
  if (group) group.push(entry);
  else groups.set(name, [entry]);
}
