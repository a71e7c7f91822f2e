import type { LabelSelector, Pod } from './kinds/types.ts';
import { matchesLabels, matchesSelector } from './select.ts';
import type { Store } from './types.ts';

/** Pods by namespace, then by `key=value` of each label: a selector need not look at every Pod. */
type PodIndex = ReadonlyMap<string, ReadonlyMap<string, readonly Pod[]>>;

const remembered = new WeakMap<Store, PodIndex>();

/** The Pods of a namespace that carry all these labels, in order of name. No labels: all Pods. */
export function podsWithLabels(
  store: Store,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): readonly Pod[] {
  const index = indexOf(store).get(namespace);
  let fewest: readonly Pod[] = store.listIn('Pod', namespace);
  for (const [key, value] of Object.entries(labels)) {
    const pods = index?.get(`${key}=${value}`) ?? [];
    if (pods.length < fewest.length) fewest = pods;
  }
  return fewest.filter((pod) => matchesLabels(labels, pod.metadata.labels));
}

/** The Pods of a namespace that a selector chooses, in order of name. */
export function podsMatching(
  store: Store,
  namespace: string,
  selector: LabelSelector,
): readonly Pod[] {
  const pods = podsWithLabels(store, namespace, selector.matchLabels ?? {});
  return pods.filter((pod) => matchesSelector(selector, pod.metadata.labels));
}

function indexOf(store: Store): PodIndex {
  const known = remembered.get(store);
  if (known) return known;
  const index = new Map<string, Map<string, Pod[]>>();
  for (const pod of store.list('Pod')) {
    const pairs = index.get(pod.metadata.namespace) ?? new Map<string, Pod[]>();
    index.set(pod.metadata.namespace, pairs);
    for (const [key, value] of Object.entries(pod.metadata.labels ?? {})) {
      const pods = pairs.get(`${key}=${value}`);
      if (pods) pods.push(pod);
      else pairs.set(`${key}=${value}`, [pod]);
    }
  }
  remembered.set(store, index);
  return index;
}
