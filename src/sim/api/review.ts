import type { Json, JsonObject } from '../manifest/types.ts';
import { faultsMax, valuesMax } from './limits.ts';
import { merge } from './merge.ts';
import { comparePaths } from './places.ts';
import { allKinds, kindOf } from './registry.ts';
import { keyOfObject } from './store.ts';
import { decode, type Findings, type TypeMismatch, type UnknownField } from './schema.ts';
import type { AdmissionProblem, FieldError, Key, KindDefinition, Obj } from './types.ts';
import { checkImmutable, isSame } from './validate/errors.ts';
import { nearest } from './validate/suggest.ts';

/** What can be said of an object by itself, wherever in the text it stands. */
export type Review = Readable | Unreadable;

export interface Unreadable {
  readonly faults: readonly Fault[];
  /** The object it would be, where so much can be read. */
  readonly key?: Key;
}

export interface Readable {
  readonly definition: KindDefinition;
  /** As it was written, with a namespace. */
  readonly given: Obj;
  /** With all that the server fills in. */
  readonly object: Obj;
  readonly errors: readonly FieldError[];
}

/** Why something could not be read as an object: a problem whose path begins at the object. */
export type Fault = Pick<AdmissionProblem, 'code' | 'path' | 'message' | 'suggestion'>;

let remembered = new WeakMap<JsonObject, Review>();
let rememberedKinds = allKinds();

/** Reads, completes and checks an object. Values that did not change since the last edit are not looked at again. */
export function review(value: JsonObject): Review {
  if (rememberedKinds !== allKinds()) {
    remembered = new WeakMap();
    rememberedKinds = allKinds();
  }
  const known = remembered.get(value) ?? reviewAnew(value);
  remembered.set(value, known);
  return known;
}

function reviewAnew(value: JsonObject): Review {
  const read = readObject(value);
  if ('faults' in read) return read;
  const { definition, decoded } = read;
  return complete(definition, withNamespace(decoded, definition));
}

/** An object as its kind's version reads it: typed, without what means "not set", and with nothing filled in. */
function readObject(
  value: JsonObject,
): { readonly definition: KindDefinition; readonly decoded: JsonObject } | Unreadable {
  const definition = findKind(value);
  return 'code' in definition ? { faults: [definition] } : readAs(definition, value);
}

/** Faults are those of the newest release. */
function readAs(definition: KindDefinition, value: JsonObject): ReturnType<typeof readObject> {
  const findings: Findings = { mismatches: [], unknown: [], values: 0 };
  const decoded = decode(definition.schema, value, findings);
  const faults = faultsOf(definition, findings);
  if (faults.length === 0) return { definition, decoded };
  const before = definition.older && readAs(definition.older, value);
  if (before && 'decoded' in before) return before;
  return { faults, key: keyOfObject(withNamespace(decoded, definition)) };
}

/** Defaults and checks of an object whose identity is known. */
export function complete(definition: KindDefinition, given: Obj): Readable {
  const object = completed(definition, given);
  return { definition, given, object, errors: definition.validate(object) };
}

/** An object with all that the server fills in on its own. */
export function completed(definition: KindDefinition, given: Obj): Obj {
  const defaulted = definition.defaults(given);
  const object = definition.prepare?.(defaulted) ?? defaulted;
  if (!definition.generation || object.metadata.generation !== undefined) return object;
  return { ...object, metadata: { generation: 1, ...object.metadata } };
}

/** What becomes of an object that is applied over its former self. */
export function completeUpdate(
  { definition, given }: Readable,
  former: Obj,
  applied: Obj | undefined,
): Readable {
  const merged = merge(given, former, applied);
  const object = completed(definition, definition.inherit?.(merged, former) ?? merged);
  const errors = [
    ...(definition.validateUpdate?.(object, former) ?? []),
    ...definition.validate(object),
  ];
  return { definition, given, object: counted(object, former), errors };
}

/** The server counts changes of all but metadata and status. */
function counted(object: Obj, former: Obj): Obj {
  const { generation } = former.metadata;
  if (generation === undefined || object.metadata.generation === undefined) return object;
  const changed = isSame(object.spec as Json, former.spec as Json) ? 0 : 1;
  return { ...object, metadata: { ...object.metadata, generation: generation + changed } };
}

/**
 * What the server says to a value that replaces `former`, or is new: the faults that keep it from being read, else the errors
 * in its fields. Addresses and ports are not looked at: whether they are free is a question of the cluster.
 */
export function check(
  value: JsonObject,
  former?: JsonObject,
): { readonly faults: readonly Fault[] } | { readonly errors: readonly FieldError[] } {
  const read = readObject(value);
  if ('faults' in read) return read;
  const { definition, decoded } = read;
  const object = definition.defaults(withNamespace(decoded, definition));
  const errors = definition.validate(object);
  const before = former && readObject(former);
  if (!before || 'faults' in before) return { errors };
  const old = before.definition.defaults(withNamespace(before.decoded, before.definition));
  return {
    errors: [
      ...checkIdentity(object, old),
      ...(definition.validateUpdate?.(object, old) ?? []),
      ...errors,
    ],
  };
}

/** An object cannot take another one's place. */
function checkIdentity({ metadata }: Obj, former: Obj): readonly FieldError[] {
  return (['name', 'namespace'] as const).flatMap((field) =>
    checkImmutable(metadata[field], former.metadata[field], `metadata.${field}`),
  );
}

/** What the defaults of its version make of a value, and nothing else. */
export function defaulted(value: JsonObject): JsonObject | undefined {
  const read = readObject(value);
  if ('faults' in read) return undefined;
  // A fragment of an object is read like one.
  return read.definition.defaults(read.decoded as unknown as Obj) as unknown as JsonObject;
}

function findKind(value: JsonObject): KindDefinition | Fault {
  const { apiVersion, kind } = value;
  const missing = ['apiVersion', 'kind'].filter((field) => (value[field] ?? '') === '');
  if (missing.length > 0) {
    const words = missing.map((field) => `${field} not set`);
    const list = words.length === 1 ? words.join() : `[${words.join(', ')}]`;
    return { path: '', code: 'no-kind', message: `error validating data: ${list}` };
  }
  if (typeof apiVersion !== 'string') return notText('apiVersion', apiVersion);
  if (typeof kind !== 'string') return notText('kind', kind);
  return kindOf(apiVersion, kind) ?? noMatch(apiVersion, kind);
}

function notText(path: string, value: unknown): Fault {
  const found = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  const message = `json: cannot unmarshal ${found} into Go struct field TypeMeta.${path} of type string`;
  return { path, code: 'wrong-type', message };
}

function noMatch(apiVersion: string, kind: string): Fault {
  const versions = allKinds()
    .filter((definition) => definition.kind === kind)
    .map((definition) => definition.apiVersion);
  const knownKind = versions.length > 0;
  const suggestion = knownKind
    ? (nearest(apiVersion, versions) ?? versions.at(-1))
    : nearest(kind, new Set(allKinds().map((definition) => definition.kind)));
  return {
    path: knownKind ? 'apiVersion' : 'kind',
    code: 'no-match',
    message: `no matches for kind "${kind}" in version "${apiVersion}"`,
    ...(suggestion !== undefined && { suggestion }),
  };
}

/** kubectl sends fields in order of their names, and the server reads them one after the other. */
function faultsOf(
  definition: KindDefinition,
  { mismatches, unknown, values }: Findings,
): readonly Fault[] {
  if (values > valuesMax)
    return [
      {
        path: '',
        code: 'limit',
        message: `the object has ${values} values, of at most ${valuesMax}`,
      },
    ];
  const byPath = (left: { path: string }, right: { path: string }): number =>
    comparePaths(left.path, right.path);
  return [
    ...mismatches
      .sort(byPath)
      .slice(0, faultsMax)
      .map((mismatch) => wrongType(definition, mismatch)),
    ...unknown
      .sort(byPath)
      .slice(0, faultsMax)
      .map((field) => unknownField(definition, field)),
  ];
}

function wrongType(definition: KindDefinition, { path, detail }: TypeMismatch): Fault {
  return { path, code: 'wrong-type', message: unreadable(definition, detail) };
}

function unknownField(definition: KindDefinition, { path, name, known }: UnknownField): Fault {
  const suggestion = nearest(name, known);
  const detail = `strict decoding error: unknown field ${JSON.stringify(path)}`;
  return {
    path,
    code: 'unknown-field',
    message: unreadable(definition, detail),
    ...(suggestion !== undefined && { suggestion }),
  };
}

function unreadable({ apiVersion, kind }: KindDefinition, detail: string): string {
  const version = apiVersion.slice(apiVersion.lastIndexOf('/') + 1);
  return `${kind} in version "${version}" cannot be handled as a ${kind}: ${detail}`;
}

/** Objects of the whole cluster lose a namespace that was given, as on a server. */
function withNamespace(decoded: JsonObject, { apiVersion, kind, scope }: KindDefinition): Obj {
  const given = (decoded['metadata'] ?? {}) as { name?: string; namespace?: string };
  const namespace = scope === 'Cluster' ? '' : (given.namespace ?? 'default');
  return {
    ...decoded,
    apiVersion,
    kind,
    metadata: { name: '', ...given, namespace },
  };
}
