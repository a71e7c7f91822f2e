import type { Json, JsonObject } from '../types.ts';

/** What an expression says when it has no value: `no such key: port`, in the words of cel-go. */
export class CelFailure extends Error {}

export function fail(words: string): never {
  throw new CelFailure(words);
}

/** The compiler of a server finds wrong types before anything runs, but for values that may be of several. */
function noOverload(): never {
  fail('no such overload');
}

export function asText(value: Json | undefined): string {
  return typeof value === 'string' ? value : noOverload();
}

export function asNumber(value: Json | undefined): number {
  return typeof value === 'number' ? value : noOverload();
}

export function asBoolean(value: Json | undefined): boolean {
  return typeof value === 'boolean' ? value : noOverload();
}

/** What a macro runs over: the items of a list, the keys of a map. */
export function itemsOf(value: Json | undefined): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[];
  return typeof value === 'object' && value !== null ? Object.keys(value) : noOverload();
}

/** The value of a field or an entry. */
export function entryOf(value: Json, key: Json): Json {
  if (Array.isArray(value)) {
    const item = (value as readonly Json[])[asNumber(key)];
    return item === undefined ? fail(`index out of bounds: ${asNumber(key)}`) : item;
  }
  if (typeof value !== 'object' || value === null) noOverload();
  const name = asText(key);
  return Object.hasOwn(value, name)
    ? ((value as JsonObject)[name] as Json)
    : fail(`no such key: ${name}`);
}

export function hasKey(value: Json, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}
