import type { JsonObject } from '../manifest/types.ts';
import { kindOf, kinds } from './registry.ts';
import { decode, type TypeMismatch } from './schema.ts';
import type { AdmissionProblem, FieldError, KindDefinition, Obj } from './types.ts';
import { nearest } from './validate/suggest.ts';

/** What can be said of an object by itself, wherever in the text it stands. */
export type Review = Readable | { readonly faults: readonly Fault[] };

export interface Readable {
  readonly definition: KindDefinition;
  /** With namespace and defaults. */
  readonly object: Obj;
  readonly errors: readonly FieldError[];
}

/** Why something could not be read as an object: a problem whose path begins at the object. */
export type Fault = Pick<AdmissionProblem, 'code' | 'path' | 'message' | 'suggestion'>;

const remembered = new WeakMap<JsonObject, Review>();

/** Reads, completes and checks an object. Values that did not change since the last edit are not looked at again. */
export function review(value: JsonObject): Review {
  const known = remembered.get(value) ?? reviewAnew(value);
  remembered.set(value, known);
  return known;
}

function reviewAnew(value: JsonObject): Review {
  const definition = findKind(value);
  if ('code' in definition) return { faults: [definition] };
  const mismatches: TypeMismatch[] = [];
  const decoded = decode(definition.schema, value, mismatches);
  if (mismatches.length > 0)
    return { faults: mismatches.map((mismatch) => wrongType(definition, mismatch)) };
  return complete(definition, withNamespace(decoded, definition));
}

/** Defaults and checks of an object whose identity is known. */
export function complete(definition: KindDefinition, given: Obj): Readable {
  const object = definition.defaults(given);
  return { definition, object, errors: definition.validate(object) };
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
  const versions = kinds
    .filter((definition) => definition.kind === kind)
    .map((definition) => definition.apiVersion);
  const knownKind = versions.length > 0;
  const suggestion = knownKind
    ? (nearest(apiVersion, versions) ?? versions.at(-1))
    : nearest(kind, new Set(kinds.map((definition) => definition.kind)));
  return {
    path: knownKind ? 'apiVersion' : 'kind',
    code: 'no-match',
    message: `no matches for kind "${kind}" in version "${apiVersion}"`,
    ...(suggestion !== undefined && { suggestion }),
  };
}

function wrongType({ apiVersion, kind }: KindDefinition, { path, detail }: TypeMismatch): Fault {
  const version = apiVersion.slice(apiVersion.lastIndexOf('/') + 1);
  const message = `${kind} in version "${version}" cannot be handled as a ${kind}: ${detail}`;
  return { path, code: 'wrong-type', message };
}

/** Objects of the whole cluster lose a namespace that was given, as on a server. */
function withNamespace(decoded: JsonObject, { apiVersion, kind, scope }: KindDefinition): Obj {
  const given = (decoded['metadata'] ?? {}) as { name?: string; namespace?: string };
  const namespace = scope === 'Cluster' ? '' : (given.namespace ?? 'default');
  return {
    ...decoded,
    apiVersion,
    kind,
    metadata: { ...given, name: given.name ?? '', namespace },
  };
}
