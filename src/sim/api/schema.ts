import type { FieldPath, Json, JsonObject } from '../manifest/types.ts';
import { fieldOf, itemOf } from '../manifest/index.ts';
import { firstWrongByte } from './validate/base64.ts';
import { canonicalQuantity, quantityWords } from './validate/quantity.ts';

/**
 * The type Go gives to a field, as far as reading JSON into it goes. `optional` is a pointer in Go: its zero (0, false, "")
 * is a value; without it, zero means "not set", exactly as if the field were absent. What is `always` written is there even
 * when nobody wrote it.
 */
export type Schema =
  | {
      readonly type:
        'string' | 'bool' | 'int32' | 'int64' | 'float64' | 'quantity' | 'time' | 'bytes';
      readonly optional: boolean;
      readonly always?: true;
      /** The only values it takes, where the definition of a custom kind says so. */
      readonly values?: readonly Json[];
    }
  | { readonly type: 'intOrString'; readonly always?: true }
  | { readonly type: 'list'; readonly of: Schema; readonly always?: true }
  | { readonly type: 'map'; readonly of: Schema; readonly always?: true }
  | StructSchema
  /** Kept as it came. */
  | { readonly type: 'any'; readonly always?: true };

export interface StructSchema {
  readonly type: 'struct';
  /** Its name in Go with the package, `v1.ServicePort`. */
  readonly go: string;
  /** Without a prototype, so that every name may be asked for. */
  readonly fields: Readonly<Record<string, Schema>>;
  /** The names of the fields that are always written. */
  readonly filled: readonly string[];
  /** Values are kept as they came: only unknown fields are looked for, and metadata is read. */
  readonly verbatim?: true;
  readonly always?: true;
}

/** A value whose JSON type is not the one Go expects there. */
export interface TypeMismatch {
  readonly path: FieldPath;
  /** What encoding/json says: `json: cannot unmarshal string into Go struct field ServicePort.spec.ports.port of type int32`. */
  readonly detail: string;
}

/** A field that its struct does not have. */
export interface UnknownField {
  readonly path: FieldPath;
  readonly name: string;
  /** The names its struct has instead. */
  readonly known: readonly string[];
}

/** What reading a value found wrong, and how much it read. */
export interface Findings {
  readonly mismatches: TypeMismatch[];
  readonly unknown: UnknownField[];
  /** Fields of structs, members of maps and items of lists. */
  values: number;
}

/**
 * Reads a value as Go would: drops nulls, empty lists and zeros that mean "not set", fills in what is always written, and
 * reports every value of a wrong type (Go stops at the first) and every unknown field. The result shares what did not
 * change with `value`.
 */
export function decode(schema: Schema, value: JsonObject, findings: Findings): JsonObject {
  if (schema.type === 'struct' && schema.verbatim) return readVerbatim(schema, value, findings);
  const decoded = read(schema, value, { path: '', goPath: '', struct: '' }, findings);
  return isObject(decoded) ? decoded : {};
}

function readVerbatim(schema: StructSchema, value: JsonObject, findings: Findings): JsonObject {
  findUnknown(schema, value, '', findings);
  const { metadata } = value;
  const place = { path: 'metadata', goPath: 'metadata', struct: '' };
  const kept = metadata === undefined ? {} : readField(schema.fields['metadata'], metadata);
  return { ...value, metadata: kept ?? {} };

  function readField(field: Schema | undefined, given: Json): Json | undefined {
    return field ? read(field, given, place, findings) : given;
  }
}

function findUnknown(schema: Schema, value: Json, path: FieldPath, findings: Findings): void {
  if (Array.isArray(value)) {
    if (schema.type !== 'list') return;
    findings.values += value.length;
    for (const [index, item] of (value as readonly Json[]).entries())
      findUnknown(schema.of, item, itemOf(path, index), findings);
  } else if (isObject(value)) {
    for (const [key, field] of Object.entries(value)) {
      if (path === '' && key === 'metadata') continue;
      findings.values += 1;
      if (schema.type === 'map') findUnknown(schema.of, field, fieldOf(path, key), findings);
      if (schema.type !== 'struct') continue;
      const known = schema.fields[key];
      if (known) findUnknown(known, field, fieldOf(path, key), findings);
      else
        findings.unknown.push({
          path: fieldOf(path, key),
          name: key,
          known: Object.keys(schema.fields),
        });
    }
  }
}

/** The text that a value is; `''` for everything else. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
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
function read(schema: Schema, value: Json, place: Place, findings: Findings): Json | undefined {
  if (schema.type === 'any') return value;
  if (value === null) return undefined;
  if (!fits(schema, value)) {
    findings.mismatches.push({ path: place.path, detail: mismatch(schema, value, place) });
    return undefined;
  }
  switch (schema.type) {
    case 'struct':
      return readStruct(schema, value as JsonObject, place, findings);
    case 'map':
      return readMap(schema, value as JsonObject, place, findings);
    case 'list':
      return readList(schema, value as readonly Json[], place, findings);
    case 'intOrString':
      return value;
    case 'quantity':
      return readQuantity(value as string | number, place, findings);
    case 'bytes':
      return readBytes(value as string, place, findings);
    default:
      return !schema.optional && (value === '' || value === 0 || value === false)
        ? undefined
        : value;
  }
}

function readStruct(
  schema: StructSchema,
  value: JsonObject,
  place: Place,
  findings: Findings,
): JsonObject {
  let kept: Record<string, Json> | undefined;
  const { fields } = schema;
  const keys = Object.keys(value);
  findings.values += keys.length;
  for (const key of keys) {
    const field = fields[key];
    const before = value[key] as Json;
    if (!field) {
      const path = fieldOf(place.path, key);
      findings.unknown.push({ path, name: key, known: Object.keys(fields) });
      continue;
    }
    if (isPlain(field, before)) continue;
    const goPath = place.goPath === '' ? key : `${place.goPath}.${key}`;
    const struct = schema.go.slice(schema.go.lastIndexOf('.') + 1);
    const after = read(field, before, { path: fieldOf(place.path, key), goPath, struct }, findings);
    if (after === before && !isDropped(field, after)) continue;
    kept ??= copyOf(value);
    if (after === undefined || isDropped(field, after)) delete kept[key];
    else put(kept, key, after);
  }
  for (const name of schema.filled)
    if ((kept ?? value)[name] === undefined)
      put((kept ??= copyOf(value)), name, emptyOf(fields[name]));
  return kept ?? value;
}

/** Lists and maps without anything in them are not written, unless their struct always writes them. */
function isDropped({ type, always }: Schema, value: Json | undefined): boolean {
  if (always || value === undefined) return false;
  if (type === 'list') return (value as readonly Json[]).length === 0;
  return type === 'map' && Object.keys(value as JsonObject).length === 0;
}

function readMap(
  schema: Schema & { type: 'map' },
  value: JsonObject,
  place: Place,
  findings: Findings,
): JsonObject {
  let kept: Record<string, Json> | undefined;
  const keys = Object.keys(value);
  findings.values += keys.length;
  for (const key of keys) {
    const before = value[key] as Json;
    if (isPlain(schema.of, before)) continue;
    const after =
      read(schema.of, before, { ...place, path: fieldOf(place.path, key) }, findings) ??
      zeroOf(schema.of);
    if (after !== before) put((kept ??= copyOf(value)), key, after);
  }
  return kept ?? value;
}

function readList(
  schema: Schema & { type: 'list' },
  value: readonly Json[],
  place: Place,
  findings: Findings,
): readonly Json[] {
  let kept: Json[] | undefined;
  findings.values += value.length;
  for (const [index, before] of value.entries()) {
    if (isPlain(schema.of, before)) continue;
    const after =
      read(schema.of, before, { ...place, path: itemOf(place.path, index) }, findings) ??
      emptyOf(schema.of);
    if (after !== before) (kept ??= [...value])[index] = after;
  }
  return kept ?? value;
}

function readQuantity(value: string | number, place: Place, findings: Findings): Json {
  const canonical = canonicalQuantity(String(value));
  if (canonical !== undefined) return canonical;
  findings.mismatches.push({ path: place.path, detail: quantityWords });
  return value;
}

function readBytes(value: string, place: Place, findings: Findings): Json {
  const wrong = firstWrongByte(value);
  if (wrong !== undefined)
    findings.mismatches.push({
      path: place.path,
      detail: `illegal base64 data at input byte ${wrong}`,
    });
  return value;
}

/** Most fields are as they should be, and need no place for an error to be at. */
function isPlain(schema: Schema, value: Json): boolean {
  switch (schema.type) {
    case 'any':
      return true;
    case 'string':
      return typeof value === 'string' && (value !== '' || schema.optional);
    case 'bool':
      return value === true || (value === false && schema.optional);
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
    case 'time':
    case 'bytes':
      return '';
    case 'quantity':
      return '0';
    case 'bool':
      return false;
    case 'int32':
    case 'int64':
    case 'float64':
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

/** What stands there when nobody wrote anything: a struct with all that is always written in it. */
function emptyOf(schema: Schema | undefined): Json {
  if (!schema) return null;
  if (schema.type !== 'struct') return zeroOf(schema);
  return Object.fromEntries(schema.filled.map((name) => [name, emptyOf(schema.fields[name])]));
}

function fits(schema: Schema, value: Json): boolean {
  switch (schema.type) {
    case 'string':
    case 'time':
    case 'bytes':
      return typeof value === 'string';
    case 'quantity':
      return typeof value === 'string' || typeof value === 'number';
    case 'float64':
      return typeof value === 'number';
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
  if (schema.type === 'quantity') return quantityWords;
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
    case 'quantity':
      return 'resource.Quantity';
    case 'time':
      return 'time.Time';
    case 'bytes':
      return '[]uint8';
    default:
      return schema.type;
  }
}
