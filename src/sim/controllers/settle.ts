import { assert } from '../../base/assert.ts';
import { isEqual } from '../../base/equal.ts';
import { changeStore, createStore, type Entry, type Key, type Store } from '../api/index.ts';
import type { ClusterSpec } from '../spec.ts';
import { entriesOfCluster } from './parts/cluster.ts';
import { loadAddOns } from './parts/addOns.ts';
import type { Controller, Write } from './types.ts';

// One more controller is one more file; what several share lies in parts/.
const files = import.meta.glob<Controller>(
  ['./*.ts', '!./{index,settle,types}.ts', '!./*.test.ts'],
  {
    eager: true,
    import: 'default',
  },
);

let all: readonly Controller[] = inOrder(Object.values(files));
let hasBalancers = false;

/** The controllers that are here, in the order in which they work. */
export function controllers(): readonly Controller[] {
  return all;
}

/** Brings the controllers here that this choice of cluster needs and that are not there from the start. */
export async function loadControllers({ loadBalancer }: ClusterSpec): Promise<void> {
  if (loadBalancer === 'none' || hasBalancers) return;
  const { files: balancers } = await import('./balancers/parts/all.ts');
  if (!hasBalancers) all = inOrder([...all, ...Object.values(balancers)]);
  hasBalancers = true;
}

/** Brings here what is installed for Ingresses and Gateways, and the controllers that write their status. */
export async function loadEdgeControllers(): Promise<void> {
  const { files: controllersOfEdge } = await loadAddOns();
  all = inOrder([...new Set([...all, ...Object.values(controllersOfEdge)])]);
}

function inOrder(some: readonly Controller[]): readonly Controller[] {
  return some.toSorted((left, right) => left.order - right.order);
}

/** Rounds until nothing changes. The longest known case takes four. */
const roundsMax = 10;

/**
 * The cluster at rest: its own objects, `entries`, and all that the controllers make of them, each in turn until none has
 * anything to do. Settling what has settled changes nothing. An object that says the same as in the store `previous` is the
 * very object from there: what follows from an object is remembered by its identity, so that after a keystroke only what
 * changed is made anew.
 */
export function settle(entries: readonly Entry[], spec: ClusterSpec, previous?: Store): Store {
  assert(
    hasBalancers || spec.loadBalancer === 'none',
    'controllers are loaded before they are used',
  );
  const given = [...entriesOfCluster(entries, spec), ...entries];
  let store = createStore(given.map((entry) => unchanged(entry, previous)));
  const seen = new Map<Controller, Store>();
  for (let round = 0; round < roundsMax; round++) {
    const before = store;
    for (const controller of all) {
      if (isUpToDate(controller, seen.get(controller), store)) continue;
      store = apply(store, controller.reconcile(store, spec), previous);
      seen.set(controller, store);
    }
    if (store === before) return store;
  }
  assert(false, `the controllers come to rest within ${roundsMax} rounds`);
}

function isUpToDate({ watches }: Controller, seen: Store | undefined, store: Store): boolean {
  return (
    seen !== undefined && watches.every((kind) => seen.entriesOf(kind) === store.entriesOf(kind))
  );
}

function apply(store: Store, writes: readonly Write[], previous: Store | undefined): Store {
  const puts: Entry[] = [];
  const removals: Key[] = [];
  for (const write of writes)
    if ('put' in write) puts.push(unchanged(write.put, previous));
    else removals.push(write.remove);
  return changeStore(store, puts, removals);
}

function unchanged(entry: Entry, previous: Store | undefined): Entry {
  const { kind, metadata } = entry.object;
  const known = previous?.entry(kind, metadata.namespace, metadata.name)?.object;
  if (known === undefined || known === entry.object || !isEqual(known, entry.object)) return entry;
  return { ...entry, object: known };
}
