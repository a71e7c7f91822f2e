import type { Json, JsonObject } from '../manifest/types.ts';
import { isObject } from './schema.ts';
import { compareText } from './store.ts';
import type { Obj } from './types.ts';

/**
 * An object as `kubectl get` writes it: fields in order of their names, and no namespace where it has none. Admitted again, it
 * is the same object.
 */
export function written(object: Obj): JsonObject {
  const { namespace, ...metadata } = object.metadata;
  // Objects are JSON all through: types do not tell values from objects.
  return ordered({
    ...object,
    metadata: namespace === '' ? metadata : object.metadata,
  } as unknown as JsonObject) as JsonObject;
}

function ordered(value: Json): Json {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObject(value)) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(
    fields
      .sort(([left], [right]) => compareText(left, right))
      .map(([name, field]) => [name, ordered(field)]),
  );
}
