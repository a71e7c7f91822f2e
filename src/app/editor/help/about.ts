import type { Help } from '../../../i18n/help.ts';
import type { Schema } from '../../../sim/api/schema.ts';
import type { Json } from '../../../sim/api/types.ts';
import type { Span } from '../../../sim/manifest/types.ts';
import { factsOf, type Facts } from './facts.ts';
import { fieldAt, objectAround, type Field } from './field.ts';
import { knownValues } from './offers.ts';
import { fieldAround, pathOf } from './place.ts';

/** What there is to say about a field, in the reader's language. */
export interface About {
  /** The way to it: `spec.ports[0].port`. */
  readonly path: string;
  readonly type: string;
  /** Short remarks: whether it is required, what is filled in, which values there are. */
  readonly remarks: readonly string[];
  /** What it means; words in backquotes are code. Absent where nobody has written that down. */
  readonly text: string | undefined;
}

/** Longer values say nothing at a glance. */
const valueLengthMax = 60;

/** What there is to say about the field at `offset`, and where its name stands. */
export function aboutAt(
  text: string,
  offset: number,
  help: Help,
): { readonly about: About; readonly span: Span } | undefined {
  const around = fieldAround(text, offset);
  const field = around && fieldAt(around.way);
  if (!around || !field) return undefined;
  const { way, span } = around;
  const steps = way.steps.slice(objectAround(way)?.depth);
  const remarks = remarksOn(field, factsOf(text, offset, way), help);
  return { about: { path: pathOf(steps), ...described(field, help), remarks }, span };
}

/** Type and meaning of a field, wherever it stands. */
export function described(field: Field, help: Help): Pick<About, 'type' | 'text'> {
  return { type: typeOf(field.schema, help), text: textOf(field, help) };
}

/** The same as one text, for those who listen. */
export function spoken({ path, type, remarks, text }: About): string {
  return [`${path}: ${type}.`, ...remarks.map((remark) => `${remark}.`), text ?? '']
    .join(' ')
    .replaceAll('`', '')
    .trim();
}

function textOf({ names }: Field, { fields }: Help): string | undefined {
  const texts: Readonly<Record<string, string>> = fields;
  return names.map((name) => texts[name]).find((text) => text !== undefined);
}

function typeOf(schema: Schema, help: Help): string {
  switch (schema.type) {
    case 'list':
      return help.listOf(typeOf(schema.of, help));
    case 'map':
      return help.mapOf(typeOf(schema.of, help));
    case 'struct':
      return schema.go === '' ? help.object : schema.go.slice(schema.go.lastIndexOf('.') + 1);
    default:
      return help.types[schema.type];
  }
}

function remarksOn(field: Field, facts: Facts | undefined, help: Help): readonly string[] {
  const values = knownValues(field);
  const filled = facts?.default === undefined ? '' : written(facts.default);
  return [
    ...(facts?.isRequired ? [help.required] : []),
    ...(filled === '' || filled.length > valueLengthMax ? [] : [`${help.default} ${filled}`]),
    ...(values.length > 0 && field.schema.type !== 'bool'
      ? [`${help.values} ${values.join(', ')}`]
      : []),
  ];
}

function written(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
