import type { FieldPath, Json, JsonObject } from '../manifest/types.ts';
import { fieldOf, itemOf } from '../manifest/index.ts';

/**
 * The type Go gives to a field, as far as reading JSON into it goes. `optional` is a pointer in Go: its zero (0, false, "")
 * is a value; without it, zero means "not set", exactly as if the field were absent.
 */
export type Schema =
  | { readonly type: 'string' | 'bool' | 'int32' | 'int64'; readonly optional: boolean }
  | { readonly type: 'intOrString' }
  | { readonly type: 'list'; readonly of: Schema }
  | { readonly type: 'map'; readonly of: Schema }
  | {
      readonly type: 'struct';
      readonly go: string;
      readonly fields: Readonly<Record<string, Schema>>;
    }
  /** Kept as it came. */
  | { readonly type: 'any' };

/** A value whose JSON type is not the one Go expects there. */
export interface TypeMismatch {
  readonly path: FieldPath;
  /** What encoding/json says: `json: cannot unmarshal string into Go struct field ServicePort.spec.ports.port of type int32`. */
  readonly detail: string;
}

export const text: Schema = { type: 'string', optional: false };
export const bool: Schema = { type: 'bool', optional: false };
export const int32: Schema = { type: 'int32', optional: false };
export const int64: Schema = { type: 'int64', optional: false };
export const intOrString: Schema = { type: 'intOrString' };
export const any: Schema = { type: 'any' };

/** The same type behind a Go pointer. */
export function optional(schema: Schema): Schema {
  return 'optional' in schema ? { ...schema, optional: true } : schema;
}

export function list(of: Schema): Schema {
  return { type: 'list', of };
}

/** Text by text, such as labels. */
export const textMap: Schema = { type: 'map', of: optional(text) };

/** A Go struct: `go` is its name with the package, `v1.ServicePort`. */
export function struct(go: string, fields: Readonly<Record<string, Schema>>): Schema {
  return { type: 'struct', go, fields };
}

/**
 * Reads a value as Go would: drops nulls and zeros that mean "not set", and reports every value of a wrong type (Go stops
 * at the first). Fields the schema does not name are kept. The result shares what did not change with `value`.
 */
export function decode(schema: Schema, value: JsonObject, errors: TypeMismatch[]): JsonObject {
  const decoded = read(schema, value, { path: '', goPath: '', struct: '' }, errors);
  return isObject(decoded) ? decoded : {};
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where reading stands: the field path, the path as Go counts it (no indexes), and the struct the field belongs to. */
interface Place {
  readonly path: FieldPath;
  readonly goPath: string;
  readonly struct: string;
}

/** `undefined`: as if it were not there. */
function read(schema: Schema, value: Json, place: Place, errors: TypeMismatch[]): Json | undefined {
  if (schema.type === 'any') return value;
  if (value === null) return undefined;
  if (!fits(schema, value)) {
    errors.push({ path: place.path, detail: mismatch(schema, value, place) });
    return undefined;
  }
  switch (schema.type) {
    case 'struct':
      return readStruct(schema, value as JsonObject, place, errors);
    case 'map':
      return readMap(schema, value as JsonObject, place, errors);
    case 'list':
      return readList(schema, value as readonly Json[], place, errors);
    case 'intOrString':
      return value;
    default:
      return !schema.optional && (value === '' || value === 0 || value === false)
        ? undefined
        : value;
  }
}

function readStruct(
  schema: Schema & { type: 'struct' },
  value: JsonObject,
  place: Place,
  errors: TypeMismatch[],
): JsonObject {
  let kept: Record<string, Json> | undefined;
  for (const key of Object.keys(value)) {
    const field = Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
    const before = value[key] as Json;
    if (!field || isPlain(field, before)) continue;
    const goPath = place.goPath === '' ? key : `${place.goPath}.${key}`;
    const struct = schema.go.slice(schema.go.lastIndexOf('.') + 1);
    const after = read(field, before, { path: fieldOf(place.path, key), goPath, struct }, errors);
    if (after === before) continue;
    kept ??= copyOf(value);
    if (after === undefined) delete kept[key];
    else put(kept, key, after);
  }
  return kept ?? value;
}

function readMap(
  schema: Schema & { type: 'map' },
  value: JsonObject,
  place: Place,
  errors: TypeMismatch[],
): JsonObject {
  let kept: Record<string, Json> | undefined;
  for (const key of Object.keys(value)) {
    const before = value[key] as Json;
    if (isPlain(schema.of, before)) continue;
    const after =
      read(schema.of, before, { ...place, path: fieldOf(place.path, key) }, errors) ??
      zeroOf(schema.of);
    if (after !== before) put((kept ??= copyOf(value)), key, after);
  }
  return kept ?? value;
}

function readList(
  schema: Schema & { type: 'list' },
  value: readonly Json[],
  place: Place,
  errors: TypeMismatch[],
): readonly Json[] {
  let kept: Json[] | undefined;
  for (const [index, before] of value.entries()) {
    if (isPlain(schema.of, before)) continue;
    const after =
      read(schema.of, before, { ...place, path: itemOf(place.path, index) }, errors) ??
      zeroOf(schema.of);
    if (after !== before) (kept ??= [...value])[index] = after;
  }
  return kept ?? value;
}

/** Most fields are as they should be, and need no place for an error to be at. */
function isPlain(schema: Schema, value: Json): boolean {
  switch (schema.type) {
    case 'any':
      return true;
    case 'string':
      return typeof value === 'string' && (value !== '' || schema.optional);
    case 'int32':
      return typeof value === 'number' && fits(schema, value) && (value !== 0 || schema.optional);
    default:
      return false;
  }
}

function copyOf(value: JsonObject): Record<string, Json> {
  return { ...value };
}

/** A key named `__proto__` must become an own field like any other. */
function put(target: Record<string, Json>, key: string, value: Json): void {
  if (key !== '__proto__') target[key] = value;
  else
    Object.defineProperty(target, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
}

function zeroOf(schema: Schema): Json {
  switch (schema.type) {
    case 'string':
      return '';
    case 'bool':
      return false;
    case 'int32':
    case 'int64':
    case 'intOrString':
      return 0;
    case 'list':
      return [];
    case 'map':
    case 'struct':
      return {};
    case 'any':
      return null;
  }
}

function fits(schema: Schema, value: Json): boolean {
  switch (schema.type) {
    case 'string':
      return typeof value === 'string';
    case 'bool':
      return typeof value === 'boolean';
    case 'int32':
      return isInteger(value, 2 ** 31);
    case 'int64':
      return isInteger(value, 2 ** 63);
    case 'intOrString':
      return typeof value === 'string' || isInteger(value, 2 ** 31);
    case 'list':
      return Array.isArray(value);
    case 'map':
    case 'struct':
      return isObject(value);
    case 'any':
      return true;
  }
}

function isInteger(value: Json, limit: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= -limit && value < limit;
}

function mismatch(schema: Schema, value: Json, place: Place): string {
  if (schema.type === 'intOrString')
    return `json: cannot unmarshal ${nameOf(value, true)} into Go value of type int32`;
  const number = schema.type === 'int32' || schema.type === 'int64';
  const what = nameOf(value, number);
  return `json: cannot unmarshal ${what} into Go struct field ${place.struct}.${place.goPath} of type ${goType(schema)}`;
}

/** encoding/json names the number itself only where a number was expected. */
function nameOf(value: Json, withNumber: boolean): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return withNumber ? `number ${value}` : 'number';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function goType(schema: Schema): string {
  switch (schema.type) {
    case 'struct':
      return schema.go;
    case 'list':
      return `[]${goType(schema.of)}`;
    case 'map':
      return `map[string]${goType(schema.of)}`;
    case 'intOrString':
      return 'intstr.IntOrString';
    case 'any':
      return 'interface {}';
    default:
      return schema.type;
  }
}
