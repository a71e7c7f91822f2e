import type { Event } from './kinds/event.ts';
import { keyOf, keyOfObject } from './store.ts';
import type { Key, Obj, Store } from './types.ts';

const remembered = new WeakMap<Store, ReadonlyMap<Key, readonly Event[]>>();
const none: readonly Event[] = [];

/** What controllers reported of an object, as `kubectl describe` lists it; warnings first. */
export function eventsOf(store: Store, object: Obj): readonly Event[] {
  let byObject = remembered.get(store);
  if (!byObject) remembered.set(store, (byObject = groupByObject(store)));
  return byObject.get(keyOfObject(object)) ?? none;
}

/** Whether an event says that something is wrong. */
export function isWarning({ type }: Event): boolean {
  return type === 'Warning';
}

function groupByObject(store: Store): ReadonlyMap<Key, readonly Event[]> {
  const groups = new Map<Key, Event[]>();
  for (const event of store.list('Event')) {
    const { kind = '', namespace = '', name = '' } = event.involvedObject ?? {};
    const key = keyOf(kind, namespace, name);
    const group = groups.get(key);
    if (group) group.push(event);
    else groups.set(key, [event]);
  }
  for (const group of groups.values())
    group.sort((left, right) => Number(isWarning(right)) - Number(isWarning(left)));
  return groups;
}
