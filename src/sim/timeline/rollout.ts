import { isReady, isTerminating, ownedBy } from '../api/index.ts';
import type { Deployment, Entry, Json, Pod, ReplicaSet, Store } from '../api/index.ts';
import type { Rollout } from '../controllers/types.ts';

/**
 * The next step from the old ReplicaSets to the current one. RollingUpdate (pkg/controller/deployment/rolling.go) makes no more Pods than maxSurge
 * allows, and takes away no more than maxUnavailable does: those first that do not serve. Recreate (recreate.go) waits until the last old
 * Pod is gone. `current` is absent as long as there is no ReplicaSet for the template.
 */
export function nextStep(
  { spec }: Deployment,
  current: Entry | undefined,
  old: readonly Entry[],
  store: Store,
): Rollout {
  const wanted = spec.replicas;
  const has = current ? replicasOf(current) : 0;
  const sizes = old.map(replicasOf);
  if (sum(sizes) === 0 && !old.some((each) => hasPods(each, store)))
    return { current: wanted, old: sizes };
  if (spec.strategy?.type === 'Recreate') {
    const isGone = !old.some((each) => hasPods(each, store));
    return { current: isGone ? wanted : has, old: sizes.map(() => 0) };
  }
  const { maxSurge, maxUnavailable } = limitsOf(spec);
  const room = Math.max(0, Math.min(wanted + maxSurge - has - sum(sizes), wanted - has));
  const next = has > wanted ? wanted : has + room;
  // It is one or the other: what was scaled up has to become available first.
  if (next !== has) return { current: next, old: sizes };
  const available = current ? availableIn(current, store) : 0;
  const least = wanted - maxUnavailable;
  const excess = has + sum(sizes) - least - (has - available);
  return { current: has, old: scaledDown(old, sizes, { excess, least, available }, store) };
}

/** cleanupUnhealthyReplicas, then scaleDownOldReplicaSetsForRollingUpdate. */
function scaledDown(
  old: readonly Entry[],
  sizes: readonly number[],
  {
    excess,
    least,
    available,
  }: { readonly excess: number; readonly least: number; readonly available: number },
  store: Store,
): readonly number[] {
  if (excess <= 0) return sizes;
  const serving = old.map((each) => availableIn(each, store));
  const healthy = taken(
    sizes,
    sizes.map((size, index) => size - (serving[index] ?? 0)),
    excess,
  );
  const surplus = available + sum(serving) - least;
  return surplus <= 0 ? healthy : taken(healthy, healthy, surplus);
}

/** What is left when up to `most` are taken away, of each no more than it can give. */
function taken(
  sizes: readonly number[],
  gives: readonly number[],
  most: number,
): readonly number[] {
  let left = most;
  return sizes.map((size, index) => {
    const some = Math.max(0, Math.min(left, gives[index] ?? 0));
    left -= some;
    return size - some;
  });
}

/** ResolveFenceposts: a share of Pods is rounded up for the surge and down for those missing; both being 0, one may be missing. */
function limitsOf({ strategy, replicas }: Deployment['spec']): {
  readonly maxSurge: number;
  readonly maxUnavailable: number;
} {
  const { maxSurge, maxUnavailable } = strategy?.rollingUpdate ?? {};
  const surge = share(maxSurge, replicas, Math.ceil);
  const missing = share(maxUnavailable, replicas, Math.floor);
  return {
    maxSurge: surge,
    maxUnavailable: Math.min(replicas, surge + missing === 0 ? 1 : missing),
  };
}

function share(value: Json | undefined, of: number, round: (number: number) => number): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? round((of * Number.parseInt(value, 10)) / 100) : 0;
}

function replicasOf({ object }: Entry): number {
  return (object as ReplicaSet).spec.replicas;
}

function podsOf({ object }: Entry, store: Store): readonly Pod[] {
  return ownedBy(store, 'Pod', object).map((each) => each.object as Pod);
}

function hasPods(entry: Entry, store: Store): boolean {
  return podsOf(entry, store).length > 0;
}

function availableIn(entry: Entry, store: Store): number {
  return podsOf(entry, store).filter((pod) => isReady(pod) && !isTerminating(pod)).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
