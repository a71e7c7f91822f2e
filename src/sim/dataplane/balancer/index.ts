import { assert } from '../../../base/assert.ts';
import type { ClusterSpec } from '../../spec.ts';

let balancers: typeof import('./parts/all.ts') | undefined;

/** Brings what load balancers do to packets here. Most visitors have none, so it is fetched when somebody chooses one. */
export async function loadBalancing(): Promise<void> {
  balancers = await import('./parts/all.ts');
}

/** What load balancers of this kind do to packets; `undefined` where there are none. Throws when it was not loaded. */
export function balancing({ loadBalancer }: ClusterSpec): typeof balancers {
  if (loadBalancer === 'none') return undefined;
  assert(balancers, 'load balancers are loaded before they are used');
  return balancers;
}
