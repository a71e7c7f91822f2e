import { fieldOf, itemOf } from '../../manifest/index.ts';
import { compile, type Program } from '../cel/compile.ts';
import { CelFailure } from '../cel/values.ts';
import { isObject } from '../schema.ts';
import type { FieldError, FieldPath, Json } from '../types.ts';
import { invalid, isSame } from '../validate/errors.ts';
import { schemaAt, type CustomRule, type CustomSchema } from './schema.ts';

// As k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel/validation.go of Kubernetes 1.36.

/** Where a value stands, and the one it replaces. */
interface Place {
  readonly path: FieldPath;
  readonly former: Json | undefined;
}

/**
 * The rules of a schema that a value breaks, with those of all it holds: on an update only those that look at the former value, else
 * all others.
 */
export function brokenRules(
  schema: CustomSchema,
  value: Json,
  { path, former }: Place = { path: '', former: undefined },
): readonly FieldError[] {
  if (value === null) return [];
  const own = (schema.rules ?? []).flatMap((rule) => broken(rule, schema, value, { path, former }));
  return [...own, ...brokenBelow(schema, value, { path, former })];
}

function brokenBelow(schema: CustomSchema, value: Json, { path, former }: Place) {
  if (Array.isArray(value)) {
    const { items, keys } = schema;
    return (value as readonly Json[]).flatMap((item, index) => {
      const place = { path: itemOf(path, index), former: itemLike(item, keys, former) };
      return items ? brokenRules(items, item, place) : [];
    });
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, field]) => {
    const of = schemaAt(schema, name);
    if (!of) return [];
    const isNamed = Object.hasOwn(schema.properties ?? {}, name);
    return brokenRules(of, field, {
      path: isNamed ? fieldOf(path, name) : `${path}[${name}]`,
      former: isObject(former) && Object.hasOwn(former, name) ? former[name] : undefined,
    });
  });
}

/** Of the items of a list, only those with keys have a former self. */
function itemLike(item: Json, keys: readonly string[] | undefined, former: Json | undefined) {
  if (!keys || !isObject(item) || !Array.isArray(former)) return undefined;
  return (former as readonly Json[]).find(
    (other) => isObject(other) && keys.every((key) => isSame(other[key], item[key])),
  );
}

function broken(
  { rule, message = rule }: CustomRule,
  { type }: CustomSchema,
  value: Json,
  { path, former }: Place,
): readonly FieldError[] {
  const program = programOf(rule);
  if (program.usesOldSelf !== (former !== undefined)) return [];
  try {
    if (program.run(value, former) === true) return [];
  } catch (error) {
    if (!(error instanceof CelFailure)) throw error;
    return [invalid(path, type, wordsOf(error.message, message))];
  }
  const detail = message === rule ? `failed rule: ${rule}` : message;
  return typeof value === 'object'
    ? [{ reason: 'Invalid', path, detail }]
    : [invalid(path, value, detail)];
}

function wordsOf(failure: string, message: string): string {
  return failure === 'no such overload'
    ? `'${failure}': call arguments did not match a supported operator, function or macro signature for rule: ${message}`
    : `${failure} evaluating rule: ${message}`;
}

const programs = new Map<string, Program>();

function programOf(rule: string): Program {
  const known = programs.get(rule) ?? compile(rule);
  programs.set(rule, known);
  return known;
}
