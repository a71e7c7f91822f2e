import { isObject } from '../schema.ts';
import type { Json, JsonObject } from '../types.ts';
import { schemaAt, type CustomSchema } from './schema.ts';

/**
 * The value with the defaults of its schema, and without fields that are null although they may not be:
 * k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting.
 */
export function withDefaults(schema: CustomSchema, value: Json): Json {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? (value as readonly Json[]).map((item) => withDefaults(items, item)) : value;
  }
  return isObject(value) ? objectWithDefaults(schema, value) : value;
}

function objectWithDefaults(schema: CustomSchema, value: JsonObject): JsonObject {
  const result: Record<string, Json> = {};
  for (const [name, field] of Object.entries(value)) {
    const of = schemaAt(schema, name);
    if (field === null && of && !of.nullable) continue;
    result[name] = of ? withDefaults(of, field) : field;
  }
  for (const [name, of] of Object.entries(schema.properties ?? {}))
    if (of.default !== undefined && !Object.hasOwn(result, name))
      result[name] = withDefaults(of, of.default);
  return result;
}
