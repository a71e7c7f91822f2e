import { matchesSelector } from '../../api/index.ts';
import type { Pod } from '../../api/index.ts';
import type { Occupancy } from './schedulingFilters.ts';
import { matchesPlacement } from './placement.ts';

type Constraint = NonNullable<Pod['spec']['topologySpreadConstraints']>[number];

/** The constraints that keep a Pod from a node, as PodTopologySpread of pkg/scheduler asks them. */
function hardConstraints({ spec }: Pod): readonly Constraint[] {
  return (spec.topologySpreadConstraints ?? []).filter(
    ({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule',
  );
}

function domainOf({ node }: Occupancy, { topologyKey }: Constraint): string | undefined {
  return node.metadata.labels?.[topologyKey];
}

/** Whether a node has the labels that say which domains it is in. */
export function hasDomains(pod: Pod, place: Occupancy): boolean {
  return hardConstraints(pod).every((constraint) => domainOf(place, constraint) !== undefined);
}

/** Whether the Pod's domain would not get too far ahead of the emptiest one. */
export function keepsSkew(pod: Pod, place: Occupancy, places: readonly Occupancy[]): boolean {
  return hardConstraints(pod).every((constraint) => {
    const counts = new Map<string, number>();
    for (const each of places) {
      const domain = domainOf(each, constraint);
      if (domain === undefined || !matchesPlacement(pod.spec, each.node)) continue;
      const matching = each.podsHere.filter((other) => isCounted(other, pod, constraint)).length;
      counts.set(domain, (counts.get(domain) ?? 0) + matching);
    }
    const fewest = counts.size < (constraint.minDomains ?? 1) ? 0 : Math.min(...counts.values());
    const itself = matchesSelector(constraint.labelSelector, pod.metadata.labels) ? 1 : 0;
    const here = counts.get(domainOf(place, constraint) ?? '') ?? 0;
    return here + itself - fewest <= constraint.maxSkew;
  });
}

function isCounted(other: Pod, pod: Pod, { labelSelector }: Constraint): boolean {
  return (
    other.metadata.namespace === pod.metadata.namespace &&
    matchesSelector(labelSelector, other.metadata.labels)
  );
}
