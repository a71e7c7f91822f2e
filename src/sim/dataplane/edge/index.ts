import { assert } from '../../../base/assert.ts';
import type { Store } from '../../api/types.ts';
import type { Published } from '../types.ts';

let parts: typeof import('./parts/all.ts') | undefined;

/** Brings what proxies do with connections here. Most visitors have none, so it is fetched with the first text that has. */
export async function loadEdge(): Promise<void> {
  parts = await import('./parts/all.ts');
}

/** The names that the DNS outside knows; none before this was loaded. */
export function publishedNames(store: Store): ReadonlyMap<string, Published> {
  return parts?.publishedNames(store) ?? new Map();
}

/** What proxies do with connections. Throws when it was not loaded. */
export function edge(): NonNullable<typeof parts> {
  assert(parts, 'proxies come with what they do');
  return parts;
}
