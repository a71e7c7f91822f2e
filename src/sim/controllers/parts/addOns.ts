import type { Entry, Obj } from '../../api/index.ts';
import type { ClusterSpec } from '../../spec.ts';

let edge: typeof import('../edge/parts/all.ts') | undefined;

/** Brings here what can be installed for a text. Most need nothing. */
export async function loadAddOns() {
  edge = await import('../edge/parts/all.ts');
  return edge;
}

/** What is installed besides what every cluster has, because the learner's objects need it; nothing of it while its code is not here. */
export function addOnsFor(given: readonly Entry[], spec: ClusterSpec): readonly Obj[] {
  return edge?.addOnsFor(given, spec) ?? [];
}
