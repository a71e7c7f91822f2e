import type { KindDefinition, Obj, Store } from './types.ts';

/** Columns that kubectl prints only when asked for more. */
const wideHeaders: ReadonlySet<string> = new Set([
  'IP',
  'NODE',
  'INTERNAL-IP',
  'SELECTOR',
  'CONTAINERS',
  'IMAGES',
]);

/** The columns of `kubectl get`, after NAME (and NAMESPACE). */
export function narrowColumns(
  definition: KindDefinition,
  object: Obj,
  store: Store,
): ReturnType<KindDefinition['columns']> {
  return definition.columns(object, store).filter(([header]) => !wideHeaders.has(header));
}
