import { changeStore, type Entry, type Store } from './api/index.ts';

/**
 * The same store, but with every object that says the same as in `before` replaced by the one from there. What follows from
 * an object (rules, endpoints, layout) is remembered by its identity, so after a keystroke only what changed is made anew.
 */
export function keepUnchanged(store: Store, before: Store): Store {
  const kept: Entry[] = [];
  for (const entry of store.entries()) {
    const { kind, metadata } = entry.object;
    const known = before.entry(kind, metadata.namespace, metadata.name);
    if (known && known.object !== entry.object && isEqual(known.object, entry.object))
      kept.push({ ...entry, object: known.object });
  }
  return changeStore(store, kept);
}

/** Whether two values of JSON say the same. Objects are trees, so this ends. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return false;
  if (Array.isArray(one) || Array.isArray(other))
    return Array.isArray(one) && Array.isArray(other) && areEqual(one, other);
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  const left = one as Readonly<Record<string, unknown>>;
  const right = other as Readonly<Record<string, unknown>>;
  return keys.every((key) => Object.hasOwn(right, key) && isEqual(left[key], right[key]));
}

function areEqual(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, index) => isEqual(each, other[index]));
}
