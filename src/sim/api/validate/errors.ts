import type { FieldError, FieldPath, Json } from '../types.ts';

// As k8s.io/apimachinery/pkg/util/validation/field/errors.go.

export function required(path: FieldPath, detail = ''): FieldError {
  return { reason: 'Required', path, detail };
}

export function invalid(path: FieldPath, value: Json | undefined, detail: string): FieldError {
  return { reason: 'Invalid', path, value: value ?? null, detail };
}

export function forbidden(path: FieldPath, detail: string): FieldError {
  return { reason: 'Forbidden', path, detail };
}

export function duplicate(path: FieldPath, value: Json): FieldError {
  return { reason: 'Duplicate', path, value, detail: '' };
}

export function tooLong(path: FieldPath, most: number): FieldError {
  return { reason: 'TooLong', path, detail: `may not be more than ${most} bytes` };
}

export function tooMany(path: FieldPath, count: number, most: number): FieldError {
  const items = most === 1 ? 'item' : 'items';
  return { reason: 'TooMany', path, value: count, detail: `must have at most ${most} ${items}` };
}

export function notFound(path: FieldPath, value: Json): FieldError {
  return { reason: 'NotFound', path, value, detail: '' };
}

/** Puts `more` behind `list`. Arguments of `push` lie on the stack, which does not hold as many errors as a text can have. */
export function addAll<Item>(list: Item[], more: Iterable<Item>): void {
  for (const item of more) list.push(item);
}

/** The error of a field that was changed although it may not be. */
export function checkImmutable(value: Json, former: Json, path: FieldPath): readonly FieldError[] {
  return isSame(value, former) ? [] : [invalid(path, value, 'field is immutable')];
}

/** Whether two values say the same; the order of fields does not count. */
export function isSame(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null)
    return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const ours = left as Readonly<Record<string, Json>>;
  const theirs = right as Readonly<Record<string, Json>>;
  const keys = Object.keys(ours);
  return (
    keys.length === Object.keys(theirs).length &&
    keys.every((key) => Object.hasOwn(theirs, key) && isSame(ours[key], theirs[key]))
  );
}

/** `supported` in the order the server prints them. */
export function notSupported(
  path: FieldPath,
  value: Json,
  supported: readonly string[],
): FieldError {
  const names = supported.map((name) => JSON.stringify(name)).join(', ');
  return { reason: 'NotSupported', path, value, detail: `supported values: ${names}` };
}

/** The same error, found at `written` in the document although the server says otherwise. */
export function writtenAt(error: FieldError, written: FieldPath): FieldError {
  return { ...error, written };
}

const words: Readonly<Record<FieldError['reason'], string>> = {
  Required: 'Required value',
  Invalid: 'Invalid value',
  NotSupported: 'Unsupported value',
  Duplicate: 'Duplicate value',
  Forbidden: 'Forbidden',
  TooLong: 'Too long',
  TooMany: 'Too many',
  TypeInvalid: 'Invalid value',
  NotFound: 'Not found',
  InternalError: 'Internal error',
};

/** The error as the server prints it: `spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive`. */
export function describe(error: FieldError): string {
  const parts = [error.path, words[error.reason]];
  if (error.value !== undefined) parts.push(JSON.stringify(error.value));
  if (error.detail !== '') parts.push(error.detail);
  return parts.join(': ');
}
