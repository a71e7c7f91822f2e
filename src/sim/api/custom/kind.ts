import { structNamed } from '../fields/structs.ts';
import { checkMetadata } from '../metadata.ts';
import type { Schema, StructSchema } from '../schema.ts';
import type { FieldError, JsonObject, KindDefinition, Obj } from '../types.ts';
import { invalid } from '../validate/errors.ts';
import { dnsSubdomain } from '../validate/names.ts';
import { withDefaults } from './defaults.ts';
import { exampleOf } from './example.ts';
import { repeatedItems } from './lists.ts';
import { brokenRules } from './rules.ts';
import { fieldsOf, type CustomSchema } from './schema.ts';
import { checkSchema } from './validate.ts';

/** What a CustomResourceDefinition says of a kind, as scripts/crdTable.mjs writes it. */
export interface CustomKind {
  readonly kind: string;
  readonly plural: string;
  readonly shortNames: readonly string[];
  readonly scope: 'Namespaced' | 'Cluster';
  /** The versions that have this schema. */
  readonly versions: readonly string[];
  readonly schema: CustomSchema;
  /** What it was in an older release. */
  readonly older?: CustomSchema;
}

/** What the server knows of a custom kind, once for each version. */
export function customKind(group: string, given: CustomKind): readonly KindDefinition[] {
  const { versions, older, schema } = given;
  return versions.map((version) => ({
    ...definition(`${group}/${version}`, given, schema),
    ...(older && { older: definition(`${group}/${version}`, given, older) }),
  }));
}

/** The kinds of other groups that controllers and proxies here know: all policies, and these of Gateway API. */
const simulated =
  /^(?:policy\.networking\.k8s\.io\/.*|gateway\.networking\.k8s\.io\/\S+ (?:GatewayClass|Gateway|HTTPRoute|GRPCRoute|ReferenceGrant))$/;

function definition(
  apiVersion: string,
  { kind, plural, shortNames, scope }: CustomKind,
  schema: CustomSchema,
): KindDefinition {
  return {
    kind,
    apiVersion,
    plural,
    shortNames,
    scope,
    simulated: simulated.test(`${apiVersion} ${kind}`),
    generation: true,
    example: { apiVersion, kind, metadata: { name: 'default' }, ...exampleOf(kind, schema) },
    schema: customStruct(schema),
    // Objects are JSON all through: types do not tell values from objects.
    defaults: (object) => withDefaults(schema, valueOf(object)) as unknown as Obj,
    validate: (object) => checkCustom(schema, object),
    validateUpdate: (object, former) =>
      checkCustom(schema, object).some(isBlocking)
        ? []
        : rootNamed(brokenRules(schema, valueOf(object), { path: '', former: valueOf(former) })),
    columns: () => [],
  };
}

function valueOf(object: Obj): JsonObject {
  return object as unknown as JsonObject;
}

/** As pkg/registry/customresource/strategy.go of k8s.io/apiextensions-apiserver, Kubernetes 1.36. */
function checkCustom(schema: CustomSchema, object: Obj): readonly FieldError[] {
  const value = valueOf(object);
  const errors = [
    ...checkMetadata(object, dnsSubdomain),
    ...checkSchema(schema, value),
    ...repeatedItems(schema, value),
  ];
  const rest = errors.some(isBlocking) ? [notAsked] : rootNamed(brokenRules(schema, value));
  return [...errors, ...rest];
}

/** Errors after which the server does not ask the rules of a kind. */
const blocking = new Set<FieldError['reason']>([
  'NotSupported',
  'Required',
  'TooLong',
  'TooMany',
  'TypeInvalid',
]);

function isBlocking({ reason }: FieldError): boolean {
  return blocking.has(reason);
}

/** What the server says when it does not ask them. */
const notAsked: FieldError = {
  ...invalid(
    '<nil>',
    null,
    'some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
  ),
  written: '',
};

/** The object as a whole has no path. */
function rootNamed(errors: readonly FieldError[]): readonly FieldError[] {
  return errors.map((error) =>
    error.path === '' ? { ...error, path: '<nil>', written: '' } : error,
  );
}

/** Custom objects are stored as they come; only their metadata is read like that of all others. */
function customStruct(schema: CustomSchema): StructSchema {
  const metadata = structNamed('ObjectMeta');
  let fields: StructSchema['fields'] | undefined;
  return {
    type: 'struct',
    go: '',
    verbatim: true,
    filled: [],
    get fields() {
      fields ??= fieldsWith(schema, metadata);
      return fields;
    },
  };
}

function fieldsWith(schema: CustomSchema, metadata: StructSchema): StructSchema['fields'] {
  const known = fieldsOf(schema);
  const taken = { type: 'any' } as const;
  return Object.assign(
    Object.create(null) as Record<string, Schema>,
    known.type === 'struct' ? known.fields : {},
    { apiVersion: taken, kind: taken, metadata, status: taken },
  );
}
