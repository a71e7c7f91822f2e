import { fieldOf, itemOf } from '../../manifest/index.ts';
import { familyOf, readIp } from '../../net/address.ts';
import { isObject } from '../schema.ts';
import type { FieldError, FieldPath, Json, JsonObject } from '../types.ts';
import { invalid, notSupported, required, tooLong, tooMany } from '../validate/errors.ts';
import { patternOf } from '../validate/pattern.ts';
import { schemaAt, type CustomSchema } from './schema.ts';

// As k8s.io/kube-openapi/pkg/validation/validate and what k8s.io/apiextensions-apiserver/pkg/apiserver/validation makes of its
// findings, both of Kubernetes 1.36.

/** What a schema says of a value. */
interface Findings {
  readonly errors: readonly FieldError[];
  /** How many values it was asked about: of several schemas that all refuse, the one that looked at most is believed. */
  readonly asked: number;
}

/** The errors of a value by its schema alone. */
export function checkSchema(schema: CustomSchema, value: Json): readonly FieldError[] {
  return check(schema, value, '').errors;
}

function check(schema: CustomSchema, value: Json, path: FieldPath): Findings {
  const parts: readonly Findings[] = [
    plain(checkType(schema, value, path)),
    ...(value === null ? [] : checkAlternatives(schema, value, path)),
    plain(checkScalar(schema, value, path)),
    Array.isArray(value) ? checkList(schema, value as readonly Json[], path) : plain([]),
    plain(checkEnum(schema, value, path)),
    isObject(value) ? checkObject(schema, value, path) : plain([]),
  ];
  return { ...together(parts), asked: together(parts).asked + 1 };
}

function plain(errors: readonly FieldError[]): Findings {
  return { errors, asked: 0 };
}

function together(parts: readonly Findings[]): Findings {
  return {
    errors: parts.flatMap(({ errors }) => errors),
    asked: parts.reduce((sum, { asked }) => sum + asked, 0),
  };
}

function checkType(schema: CustomSchema, value: Json, path: FieldPath): readonly FieldError[] {
  const { type, nullable } = schema;
  const found = nameOf(value);
  if (type === undefined || (value === null && nullable)) return [];
  if (type.split(',').includes(found) || (found === 'integer' && type === 'number')) return [];
  return [typeInvalid(path, found, `must be of type ${type}: ${JSON.stringify(found)}`)];
}

function nameOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function checkAlternatives(
  { anyOf = [], oneOf = [], allOf = [], not }: CustomSchema,
  value: Json,
  path: FieldPath,
): readonly Findings[] {
  const said = (words: string): Findings => plain([general(path, words)]);
  const ask = (each: CustomSchema): Findings => check(each, value, path);
  const all = allOf.map(ask);
  const failed = all.filter(({ errors }) => errors.length > 0).length;
  const none = failed === all.length ? '. None validated' : '';
  return [
    ...(anyOf.length > 0
      ? oneThatHolds(anyOf.map(ask), 'must validate at least one schema (anyOf)')
      : []),
    ...(oneOf.length > 0 ? exactlyOne(oneOf.map(ask)) : []),
    ...all,
    ...(failed > 0 ? [said(`must validate all the schemas (allOf)${none}`)] : []),
    ...(not && ask(not).errors.length === 0 ? [said('must not validate the schema (not)')] : []),
  ];

  function oneThatHolds(answers: readonly Findings[], words: string): readonly Findings[] {
    const good = answers.find(({ errors }) => errors.length === 0);
    return good ? [good] : [said(words), mostAsked(answers)];
  }

  function exactlyOne(answers: readonly Findings[]): readonly Findings[] {
    const words = 'must validate one and only one schema (oneOf). Found';
    const good = answers.filter(({ errors }) => errors.length === 0);
    return good.length > 1
      ? [said(`${words} ${good.length} valid alternatives`)]
      : oneThatHolds(answers, `${words} none valid`);
  }
}

/** The one that looked at most; the first among equals. */
function mostAsked(answers: readonly Findings[]): Findings {
  return answers.reduce((best, each) => (each.asked > best.asked ? each : best));
}

function checkScalar(schema: CustomSchema, value: Json, path: FieldPath): readonly FieldError[] {
  if (typeof value === 'string')
    return [...checkText(schema, value, path), ...checkAddress(schema, value, path)];
  return typeof value === 'number' ? checkNumber(schema, value, path) : [];
}

/** The first thing that is wrong with a text. */
function checkText(schema: CustomSchema, value: string, path: FieldPath): readonly FieldError[] {
  const { minLength = 0, maxLength = Infinity, pattern } = schema;
  const length = Array.from(value).length;
  if (length > maxLength) return [at(path, (field) => tooLong(field, maxLength))];
  if (length < minLength) return [wrong(path, value, `at least ${minLength} chars long`, 'be')];
  if (pattern === undefined || patternOf(pattern).test(value)) return [];
  return [wrong(path, value, `'${pattern}'`, 'match')];
}

function checkAddress({ format }: CustomSchema, value: string, path: FieldPath) {
  if (format !== 'ipv4' && format !== 'ipv6') return [];
  const address = readIp(value);
  if (address !== undefined && familyOf(address).toLowerCase() === format) return [];
  return [typeInvalid(path, value, `must be of type ${format}: ${JSON.stringify(value)}`)];
}

function checkNumber(schema: CustomSchema, value: number, path: FieldPath): readonly FieldError[] {
  const { type = '', format = '', minimum = -Infinity, maximum = Infinity } = schema;
  const errors: FieldError[] = [];
  if (format === 'int32' && (value < -(2 ** 31) || value >= 2 ** 31))
    errors.push(
      nowhere(`Checked value must be of type ${type} with format ${format} in ${asWritten(path)}`),
    );
  if (value < minimum) errors.push(wrong(path, value, `greater than or equal to ${minimum}`, 'be'));
  if (value > maximum) errors.push(wrong(path, value, `less than or equal to ${maximum}`, 'be'));
  return errors;
}

function checkEnum({ enum: values }: CustomSchema, value: Json, path: FieldPath) {
  if (!values || values.includes(value)) return [];
  return [at(path, (field) => notSupported(field, value, values.map(String)))];
}

function checkList(schema: CustomSchema, value: readonly Json[], path: FieldPath): Findings {
  const { items, minItems = 0, maxItems = Infinity } = schema;
  const { length } = value;
  const inside = items ? value.map((item, index) => check(items, item, itemOf(path, index))) : [];
  const errors: FieldError[] = [];
  if (length < minItems) errors.push(wrong(path, length, `at least ${minItems} items`, 'have'));
  if (length > maxItems) errors.push(at(path, (field) => tooMany(field, length, maxItems)));
  return together([...inside, plain(errors)]);
}

function checkObject(schema: CustomSchema, value: JsonObject, path: FieldPath): Findings {
  const { minProperties = 0, maxProperties = Infinity } = schema;
  const names = Object.keys(value);
  const errors: FieldError[] = [];
  if (names.length < minProperties)
    errors.push(wrong(path, names.length, `at least ${minProperties} properties`, 'have'));
  if (names.length > maxProperties)
    errors.push(at(path, (field) => tooMany(field, names.length, maxProperties)));
  const inside = names.map((name) => {
    const of = schemaAt(schema, name);
    return of ? check(of, value[name] as Json, fieldOf(path, name)) : plain([]);
  });
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name));
  return together([
    plain(errors),
    ...inside,
    plain(missing.map((name) => at(fieldOf(path, name), (field) => required(field)))),
  ]);
}

/** The keys of maps stand behind dots here. */
function asWritten(path: FieldPath): FieldPath {
  return path.replace(/\[([^\]]*[^\]\d][^\]]*)\]/g, '.$1').replace(/^\./, '');
}

/** An error at a place that the server may spell in another way. */
function at(path: FieldPath, make: (field: FieldPath) => FieldError): FieldError {
  const field = asWritten(path);
  return { ...make(field), ...(field !== path && { written: path }) };
}

function wrong(path: FieldPath, value: Json, what: string, verb: string): FieldError {
  return at(path, (field) => invalid(field, value, `${field} in body should ${verb} ${what}`));
}

function typeInvalid(path: FieldPath, value: Json, words: string): FieldError {
  return at(path, (field) => ({
    ...invalid(field, value, `${field} in body ${words}`),
    reason: 'TypeInvalid',
  }));
}

/** What is said of a value as a whole names its place in words only. */
function general(path: FieldPath, words: string): FieldError {
  return { ...nowhere(`${JSON.stringify(asWritten(path))} ${words}`), written: path };
}

function nowhere(words: string): FieldError {
  return { ...invalid('<nil>', '', words), written: '' };
}
