import { checkMetadata } from '../metadata.ts';
import { structNamed } from '../fields/structs.ts';
import type { StructSchema } from '../schema.ts';
import type { FieldError, JsonObject, KindDefinition, Obj } from '../types.ts';
import { dnsSubdomain } from '../validate/names.ts';
import { withDefaults } from './defaults.ts';
import { fieldsOf, type CustomSchema } from './schema.ts';
import { checkCustom } from './validate.ts';

/** What a CustomResourceDefinition says of a kind. */
export interface CustomKind {
  readonly kind: string;
  readonly plural: string;
  readonly shortNames: readonly string[];
  readonly scope: 'Namespaced' | 'Cluster';
  readonly versions: readonly string[];
  /** Without it, everything is taken as it comes. */
  readonly schema?: CustomSchema;
}

/** The definitions of a custom kind, one for each version the server serves. */
export function customKinds(
  group: string,
  given: CustomKind,
  rules: (value: JsonObject) => readonly FieldError[] = () => [],
): readonly KindDefinition[] {
  const { kind, plural, shortNames, scope, versions, schema } = given;
  return versions.map((version): KindDefinition => {
    const apiVersion = `${group}/${version}`;
    return {
      kind,
      apiVersion,
      plural,
      shortNames,
      scope,
      simulated: false,
      generation: true,
      example: { apiVersion, kind, metadata: { name: 'example' }, ...exampleOf(schema) },
      schema: customStruct(schema),
      // Objects are JSON all through: types do not tell values from objects.
      defaults: (object) =>
        schema ? (withDefaults(schema, object as unknown as JsonObject) as unknown as Obj) : object,
      validate: (object) => [
        ...checkMetadata(object, dnsSubdomain),
        ...(schema ? checkCustom(schema, object as unknown as JsonObject, rules) : []),
      ],
      columns: () => [],
    };
  });
}

/** Custom objects are stored as they come; only their metadata is read like that of all others. */
function customStruct(schema: CustomSchema | undefined): StructSchema {
  const metadata = structNamed('ObjectMeta');
  let fields: StructSchema['fields'] | undefined;
  return {
    type: 'struct',
    go: '',
    verbatim: true,
    filled: [],
    get fields() {
      if (!schema) return anything(metadata);
      const known = fieldsOf(schema);
      fields ??= {
        ...(known.type === 'struct' ? known.fields : {}),
        metadata,
        status: { type: 'any' },
      };
      return fields;
    },
  };
}

function anything(metadata: StructSchema): StructSchema['fields'] {
  return new Proxy(Object.create(null) as StructSchema['fields'], {
    get: (_target, name) => (name === 'metadata' ? metadata : { type: 'any' }),
  });
}

/** The smallest object that a schema takes, where it takes an empty one. */
function exampleOf(schema: CustomSchema | undefined): JsonObject {
  return schema ? { spec: exampleValue(schema.properties?.['spec'] ?? {}) as JsonObject } : {};
}

function exampleValue(schema: CustomSchema): unknown {
  const { type, properties = {}, required = [], items, minItems = 0, minimum = 1 } = schema;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  switch (type) {
    case 'object':
      return Object.fromEntries(
        // What points at a Service needs a port, which no schema says.
        [...required, ...('weight' in properties ? ['port'] : [])].map((name) => [
          name,
          exampleValue(properties[name] ?? {}),
        ]),
      );
    case 'array':
      return items && minItems > 0 ? [exampleValue(items)] : [];
    case 'integer':
    case 'number':
      return Math.max(1, minimum);
    case 'boolean':
      return false;
    default:
      return schema.pattern?.includes('/') ? 'example.com/example' : 'example';
  }
}
