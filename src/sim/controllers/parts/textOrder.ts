import {
  compareNumbers,
  compareText,
  indexesIn,
  keyOf,
  keyOfObject,
  type Entry,
  type Key,
  type Store,
} from '../../api/index.ts';

/** How often an owner's owner is looked for. */
const ownersMax = 8;

/** Behind every document: what is installed for a text must not move what stands in it. */
const addOnPlace = Number.MAX_SAFE_INTEGER;

/** What decides the order of two entries, the most telling first. */
interface Rank {
  /** Document of the first owner, -1 for what every cluster has; then the numbers of the items inside lists. */
  readonly place: readonly number[];
  readonly ordinal: number;
  readonly key: Key;
}

/**
 * The cluster's own first, then in the order of the learner's text, then add-ons; what controllers made stands where its first owner
 * does, in the order in which it was made. Writing something at the end of the text moves nothing.
 */
export function inTextOrder(store: Store, entries: readonly Entry[]): readonly Entry[] {
  const places = new Map<Key, readonly number[]>();
  const ranked = entries.map((entry) => ({ entry, rank: rankOf(entry, store, places) }));
  return ranked
    .sort((left, right) => compareRanks(left.rank, right.rank))
    .map(({ entry }) => entry);
}

function rankOf(entry: Entry, store: Store, places: Map<Key, readonly number[]>): Rank {
  const ordinal = entry.source.by === 'controller' ? (entry.source.ordinal ?? 0) : 0;
  return {
    place: placeOf(entry, store, places, ownersMax),
    ordinal,
    key: keyOfObject(entry.object),
  };
}

function placeOf(
  { source }: Entry,
  store: Store,
  places: Map<Key, readonly number[]>,
  steps: number,
): readonly number[] {
  if (source.by === 'cluster') return [source.since === 'addOn' ? addOnPlace : -1];
  if (source.by === 'learner') return [source.document, ...indexesIn(source.at)];
  const { owner } = source;
  if (!owner || steps === 0) return [-1];
  const key = keyOf(owner.kind, owner.namespace, owner.name);
  const known = places.get(key);
  if (known) return known;
  const entry = store.entry(owner.kind, owner.namespace, owner.name);
  const place = entry ? placeOf(entry, store, places, steps - 1) : [-1];
  places.set(key, place);
  return place;
}

function compareRanks(left: Rank, right: Rank): number {
  return (
    compareNumbers(left.place, right.place) ||
    left.ordinal - right.ordinal ||
    compareText(left.key, right.key)
  );
}
