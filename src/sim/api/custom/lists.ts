import { fieldOf, itemOf } from '../../manifest/index.ts';
import { isObject } from '../schema.ts';
import type { FieldError, FieldPath, Json } from '../types.ts';
import { duplicate } from '../validate/errors.ts';
import { schemaAt, type CustomSchema } from './schema.ts';

/** The items of lists that should all be different, or differ in some fields: k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype. */
export function repeatedItems(
  schema: CustomSchema,
  value: Json,
  path: FieldPath = '',
): readonly FieldError[] {
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    const { items, keys, set } = schema;
    return [
      ...(set ? repeated(list, path) : []),
      ...(keys ? repeated(list.map(only(keys)), path) : []),
      ...(items
        ? list.flatMap((item, index) => repeatedItems(items, item, itemOf(path, index)))
        : []),
    ];
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, field]) => {
    const of = schemaAt(schema, name);
    return of ? repeatedItems(of, field, fieldOf(path, name)) : [];
  });
}

/** The fields of an item that tell it apart, as far as it has them. */
function only(keys: readonly string[]) {
  return (item: Json): Json =>
    isObject(item)
      ? Object.fromEntries(
          keys
            .filter((key) => Object.hasOwn(item, key))
            .sort()
            .map((key) => [key, item[key] as Json]),
        )
      : {};
}

/** Each repeated item is told once. */
function repeated(items: readonly Json[], path: FieldPath): readonly FieldError[] {
  const counts = new Map<string, number>();
  return items.flatMap((item, index) => {
    const text = JSON.stringify(item);
    const count = counts.get(text) ?? 0;
    counts.set(text, count + 1);
    return count === 1 ? [duplicate(itemOf(path, index), item)] : [];
  });
}
