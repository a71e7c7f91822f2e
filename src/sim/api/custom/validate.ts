import { fieldOf, itemOf } from '../../manifest/index.ts';
import { isObject } from '../schema.ts';
import type { FieldError, FieldPath, Json, JsonObject } from '../types.ts';
import {
  duplicate,
  invalid,
  notSupported,
  required,
  tooLong,
  tooMany,
} from '../validate/errors.ts';
import type { CustomSchema } from './schema.ts';

// As k8s.io/apiextensions-apiserver/pkg/apiserver/validation of Kubernetes 1.36.

/** Errors after which the server does not ask the rules of a kind. */
const blocking = new Set<FieldError['reason']>([
  'NotSupported',
  'Required',
  'TooLong',
  'TooMany',
  'TypeInvalid',
]);

/** What the server says when it does not ask them. */
const notAsked: FieldError = {
  ...invalid(
    '<nil>',
    null,
    'some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
  ),
  written: '',
};

/** The errors of a value by its schema, then by the rules of its kind. */
export function checkCustom(
  schema: CustomSchema,
  value: JsonObject,
  rules: (value: JsonObject) => readonly FieldError[],
): readonly FieldError[] {
  const errors = check(schema, value, '');
  if (errors.some(({ reason }) => blocking.has(reason))) return [...errors, notAsked];
  return [...errors, ...rules(value)];
}

function check(schema: CustomSchema, value: Json, path: FieldPath): readonly FieldError[] {
  const wrong = checkType(schema, value, path);
  if (wrong.length > 0) return [...wrong, ...checkEnum(schema, value, path)];
  if (typeof value === 'string') return checkText(schema, value, path);
  if (typeof value === 'number') return checkNumber(schema, value, path);
  if (Array.isArray(value)) return checkList(schema, value as readonly Json[], path);
  return isObject(value) ? checkObject(schema, value, path) : [];
}

function checkType({ type }: CustomSchema, value: Json, path: FieldPath): readonly FieldError[] {
  if (type === undefined || type === 'int-or-string' || value === null) return [];
  const found = nameOf(value);
  if (found === type || (found === 'integer' && type === 'number')) return [];
  const detail = `${path} in body must be of type ${type}: ${JSON.stringify(found)}`;
  return [{ ...invalid(path, found, detail), reason: 'TypeInvalid' }];
}

function nameOf(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function checkEnum(
  { enum: values }: CustomSchema,
  value: Json,
  path: FieldPath,
): readonly FieldError[] {
  if (!values || values.includes(value)) return [];
  return [notSupported(path, value, values.map(String))];
}

function checkText(schema: CustomSchema, value: string, path: FieldPath): readonly FieldError[] {
  const { minLength = 0, maxLength = Infinity, pattern } = schema;
  const length = Array.from(value).length;
  const errors: FieldError[] = [];
  if (length > maxLength) errors.push(tooLong(path, maxLength));
  if (length < minLength)
    errors.push(invalid(path, value, `${path} in body should be at least ${minLength} chars long`));
  if (pattern !== undefined && !patternOf(pattern).test(value))
    errors.push(invalid(path, value, `${path} in body should match '${pattern}'`));
  return [...errors, ...checkEnum(schema, value, path)];
}

const patterns = new Map<string, RegExp>();

function patternOf(text: string): RegExp {
  const known = patterns.get(text) ?? new RegExp(text);
  patterns.set(text, known);
  return known;
}

function checkNumber(schema: CustomSchema, value: number, path: FieldPath): readonly FieldError[] {
  const { minimum = -Infinity, maximum = Infinity } = schema;
  const errors: FieldError[] = [];
  if (value > maximum)
    errors.push(invalid(path, value, `${path} in body should be less than or equal to ${maximum}`));
  if (value < minimum)
    errors.push(
      invalid(path, value, `${path} in body should be greater than or equal to ${minimum}`),
    );
  return [...errors, ...checkEnum(schema, value, path)];
}

function checkList(
  schema: CustomSchema,
  value: readonly Json[],
  path: FieldPath,
): readonly FieldError[] {
  const { items, keys, minItems = 0, maxItems = Infinity } = schema;
  const errors: FieldError[] = [];
  if (value.length < minItems)
    errors.push(
      invalid(path, value.length, `${path} in body should have at least ${minItems} items`),
    );
  if (value.length > maxItems) errors.push(tooMany(path, value.length, maxItems));
  if (items)
    errors.push(...value.flatMap((item, index) => check(items, item, itemOf(path, index))));
  return keys ? [...errors, ...checkKeys(keys, value, path)] : errors;
}

function checkKeys(
  keys: readonly string[],
  value: readonly Json[],
  path: FieldPath,
): readonly FieldError[] {
  const seen = new Set<string>();
  return value.flatMap((item, index) => {
    if (!isObject(item)) return [];
    const known = keys.filter((key) => Object.hasOwn(item, key)).sort();
    const named = Object.fromEntries(known.map((key) => [key, item[key] as Json]));
    const text = JSON.stringify(named);
    if (seen.has(text)) return [duplicate(itemOf(path, index), named)];
    seen.add(text);
    return [];
  });
}

function checkObject(
  schema: CustomSchema,
  value: JsonObject,
  path: FieldPath,
): readonly FieldError[] {
  const { properties = {}, additionalProperties, maxProperties = Infinity } = schema;
  const errors: FieldError[] = (schema.required ?? [])
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => required(fieldOf(path, name)));
  const count = Object.keys(value).length;
  if (count > maxProperties) errors.push(tooMany(path, count, maxProperties));
  for (const [name, field] of Object.entries(value)) {
    const of = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (of) errors.push(...check(of, field, fieldOf(path, name)));
  }
  return errors;
}
