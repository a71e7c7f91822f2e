import { assert } from '../../base/assert.ts';
import { changeStore, createStore, type Entry, type Store } from '../api/index.ts';
import type { ClusterSpec } from '../spec.ts';
import { entriesOfCluster } from './parts/cluster.ts';
import type { Controller, Write } from './types.ts';

// One more controller is one more file; what several share lies in parts/.
const files = import.meta.glob<Controller>(
  ['./*.ts', '!./{index,settle,types}.ts', '!./*.test.ts'],
  {
    eager: true,
    import: 'default',
  },
);

/** All controllers, in the order in which they work. */
export const controllers: readonly Controller[] = Object.values(files).sort(
  (left, right) => left.order - right.order,
);

/** Rounds until nothing changes. The longest known case takes four. */
const roundsMax = 10;

/**
 * The cluster at rest: its own objects, `entries`, and all that the controllers make of them, each in turn until none has
 * anything to do. Settling what has settled changes nothing.
 */
export function settle(entries: readonly Entry[], spec: ClusterSpec): Store {
  let store = createStore([...entriesOfCluster(entries, spec), ...entries]);
  const seen = new Map<Controller, Store>();
  for (let round = 0; round < roundsMax; round++) {
    const before = store;
    for (const controller of controllers) {
      if (isUpToDate(controller, seen.get(controller), store)) continue;
      store = apply(store, controller.reconcile(store, spec));
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

function apply(store: Store, writes: readonly Write[]): Store {
  const puts = writes.flatMap((write) => ('put' in write ? [write.put] : []));
  const removals = writes.flatMap((write) => ('remove' in write ? [write.remove] : []));
  return changeStore(store, puts, removals);
}
