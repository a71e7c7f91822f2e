import { parsePath } from '../../sim/manifest/index.ts';
import type { FieldPath, Json, Obj } from '../../sim/api/types.ts';

/** What stands at a field of an object; `undefined` where there is none. */
export function valueAt(object: Obj, path: FieldPath): Json | undefined {
  let value = object as unknown;
  for (const step of parsePath(path)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step))
      return undefined;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return value as Json | undefined;
}
