import { isObject } from '../schema.ts';
import type { Json, JsonObject } from '../types.ts';
import type { CustomSchema } from './schema.ts';

/** The value with the defaults of its schema: k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting. */
export function withDefaults(schema: CustomSchema, value: Json): Json {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? (value as readonly Json[]).map((item) => withDefaults(items, item)) : value;
  }
  return isObject(value) ? objectWithDefaults(schema, value) : value;
}

function objectWithDefaults(schema: CustomSchema, value: JsonObject): JsonObject {
  const { properties = {}, additionalProperties } = schema;
  const result: Record<string, Json> = {};
  for (const [name, field] of Object.entries(value)) {
    const of = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (field === null && of?.default !== undefined) continue;
    result[name] = of ? withDefaults(of, field) : field;
  }
  for (const [name, of] of Object.entries(properties))
    if (of.default !== undefined && !Object.hasOwn(result, name))
      result[name] = withDefaults(of, of.default);
  return result;
}
