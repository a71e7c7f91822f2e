import type { Schema } from '../schema.ts';
import type { Json } from '../types.ts';

/** A schema as a CustomResourceDefinition holds it: the part of OpenAPI that the server enforces. */
export interface CustomSchema {
  /** `integer,string` for what may be either. */
  readonly type?:
    'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'integer,string';
  readonly nullable?: true;
  readonly properties?: Readonly<Record<string, CustomSchema>>;
  readonly additionalProperties?: CustomSchema;
  /** Fields that it does not name are kept. */
  readonly open?: true;
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
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly pattern?: string;
  readonly format?: 'int32' | 'ipv4' | 'ipv6';
  readonly allOf?: readonly CustomSchema[];
  readonly anyOf?: readonly CustomSchema[];
  readonly oneOf?: readonly CustomSchema[];
  readonly not?: CustomSchema;
  /** Items of the list are all different. */
  readonly set?: true;
  /** The fields that tell the items of the list apart. */
  readonly keys?: readonly string[];
  /** What must hold of the value besides: x-kubernetes-validations. */
  readonly rules?: readonly CustomRule[];
}

/** A rule in the Common Expression Language. */
export interface CustomRule {
  readonly rule: string;
  readonly message?: string;
}

const scalars: Partial<
  Record<NonNullable<CustomSchema['type']>, 'string' | 'int64' | 'float64' | 'bool'>
> = { string: 'string', integer: 'int64', number: 'float64', boolean: 'bool' };

/** The same fields as those of Kubernetes' own kinds are described by; here they serve to find unknown ones, and to tell what is what. */
export function fieldsOf(schema: CustomSchema): Schema {
  const { type, properties, additionalProperties, items, enum: values } = schema;
  if (type === 'array' && items) return { type: 'list', of: fieldsOf(items), always: true };
  if (additionalProperties)
    return { type: 'map', of: fieldsOf(additionalProperties), always: true };
  if (type === 'integer,string') return { type: 'intOrString' };
  const scalar = scalars[type ?? 'object'];
  if (scalar) return { type: scalar, optional: true, ...(values && { values }) };
  if (type !== 'object' || !properties || schema.open) return { type: 'any' };
  const fields = Object.assign(
    Object.create(null) as Record<string, Schema>,
    Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, fieldsOf(field)])),
  );
  return { type: 'struct', go: '', fields, filled: [] };
}

/** The schema of a field of an object, by name. */
export function schemaAt(schema: CustomSchema, name: string): CustomSchema | undefined {
  const { properties = {}, additionalProperties } = schema;
  return Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
}
