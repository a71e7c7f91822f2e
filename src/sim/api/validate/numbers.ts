import type { FieldError, FieldPath } from '../types.ts';
import { invalid } from './errors.ts';
import { checkText, portName } from './names.ts';

export function checkPort(port: number, path: FieldPath): readonly FieldError[] {
  if (port >= 1 && port <= 65535) return [];
  return [invalid(path, port, 'must be between 1 and 65535, inclusive')];
}

/** A target port: a number, or the name of a container's port. */
export function checkPortOrName(port: number | string, path: FieldPath): readonly FieldError[] {
  return typeof port === 'number' ? checkPort(port, path) : checkText(portName, port, path);
}

export function checkNotNegative(value: number, path: FieldPath): readonly FieldError[] {
  return value >= 0 ? [] : [invalid(path, value, 'must be greater than or equal to 0')];
}
