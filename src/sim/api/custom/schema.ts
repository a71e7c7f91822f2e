import type { Schema } from '../schema.ts';
import type { Json } from '../types.ts';

/** A schema as a CustomResourceDefinition holds it: the part of OpenAPI that the server enforces. */
export interface CustomSchema {
  readonly type?:
    'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'int-or-string';
  readonly properties?: Readonly<Record<string, CustomSchema>>;
  readonly additionalProperties?: CustomSchema;
  readonly items?: CustomSchema;
  readonly required?: readonly string[];
  readonly default?: Json;
  readonly enum?: readonly Json[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly pattern?: string;
  /** The fields that tell the items of a list apart. */
  readonly keys?: readonly string[];
}

/** The same fields as those of Kubernetes' own kinds are described by; here they serve to find unknown ones. */
export function fieldsOf(schema: CustomSchema): Schema {
  const { type, properties, additionalProperties, items } = schema;
  if (type === 'array' && items) return { type: 'list', of: fieldsOf(items), always: true };
  if (additionalProperties)
    return { type: 'map', of: fieldsOf(additionalProperties), always: true };
  if (type !== 'object' || !properties) return { type: 'any' };
  const fields = Object.assign(
    Object.create(null) as Record<string, Schema>,
    Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, fieldsOf(field)])),
  );
  return { type: 'struct', go: '', fields, filled: [] };
}
