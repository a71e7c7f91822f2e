import { allKinds, fieldValues } from '../../../sim/api/index.ts';
import type { Schema } from '../../../sim/api/schema.ts';
import type { KindDefinition } from '../../../sim/api/types.ts';
import type { Span } from '../../../sim/manifest/types.ts';
import { fieldAt, objectAround, wordOf, type Field } from './field.ts';
import { mentionsIn } from './mentions.ts';
import { placeAt, type Place, type Step, type Way } from './place.ts';
import { labelKeysFor, referencesFor } from './references.ts';

/** Something that may be written at the cursor. */
export interface Offer {
  readonly label: string;
  /** What is written: from `Offers.span` on. */
  readonly text: string;
  /** Absent for values and whole objects. */
  readonly field?: Field;
  /** A word about it: the version of a kind. */
  readonly remark?: string;
  /** Whether there will be something to offer behind it. */
  readonly leadsOn?: boolean;
}

export interface Offers {
  /** What the offer that is taken replaces. */
  readonly span: Span;
  /** Where the word begins that offers are compared with: behind a quote. */
  readonly from: number;
  readonly offers: readonly Offer[];
}

/** What could be written at `offset`: names of fields that are not there yet, values, or names of other things in the text. */
export function offersAt(text: string, offset: number): Offers | undefined {
  const place = placeAt(text, offset);
  if (!place) return undefined;
  const offers = [...namesFor(text, place), ...valuesFor(text, place)];
  const from = place.span.from + place.quote.length;
  return offers.length === 0 ? undefined : { span: place.span, from, offers };
}

function namesFor(text: string, place: Place): readonly Offer[] {
  const { role, way, taken } = place;
  if (role === 'value') return [];
  if (!objectAround(way)) return isStart(way.steps) ? startsFor(text, place) : [];
  const field = fieldAt(way);
  if (field?.schema.type === 'list' && role === 'word') {
    // Where a list has to stand, its first item is begun.
    const item = { ...way, steps: [...way.steps, 0] };
    return fieldsOf(text, { ...place, way: item }, '- ');
  }
  if (field?.schema.type !== 'map') return fieldsOf(text, place, '');
  const { of } = field.schema;
  return labelKeysFor(field, mentionsIn(text))
    .filter((key) => !taken.has(key))
    .map((label) => ({ label, text: named(text, place, label, of), leadsOn: true }));
}

function fieldsOf(text: string, place: Place, dash: '' | '- '): readonly Offer[] {
  const { way, taken } = place;
  const schema = fieldAt(way)?.schema;
  if (schema?.type !== 'struct') return [];
  return Object.entries(schema.fields)
    .filter(([name]) => !taken.has(name))
    .map(([name, child]): Offer => {
      const steps = [...way.steps, name];
      const field = fieldAt({ ...way, steps }) ?? { schema: child, names: [] };
      const leadsOn = !place.hasColon && (isNested(child) || knownValues(field).length > 0);
      const written = dash + named(text, place, name, child, dash.length);
      return { label: name, text: written, field, leadsOn };
    });
}

/** A document, or an item of a list of objects, of which nothing is known yet. */
function isStart(steps: readonly Step[]): boolean {
  return steps.length === 0 || (steps.length === 2 && steps[0] === 'items');
}

const identity = ['apiVersion', 'kind', 'metadata'];

function startsFor(text: string, place: Place): readonly Offer[] {
  const fields = identity
    .filter((name) => !place.taken.has(name))
    .map((name): Offer => {
      const schema: Schema =
        name === 'metadata' ? { type: 'any' } : { type: 'string', optional: false };
      const field: Field = { schema, names: [`Object.${name}`] };
      return { label: name, text: named(text, place, name, schema), field, leadsOn: true };
    });
  const isEmpty = fields.length === identity.length;
  return isEmpty && !place.isJson ? [...fields, ...wholeObjects(text, place)] : fields;
}

/** The first lines of an object of every kind, in its newest stable version. */
function wholeObjects(text: string, { span }: Place): readonly Offer[] {
  const indent = `\n${' '.repeat(columnOf(text, span.from))}`;
  const newest = new Map<string, KindDefinition>();
  for (const definition of allKinds()) {
    const key = `${definition.kind}.${groupOf(definition)}`;
    const known = newest.get(key);
    if (!known || !isStable(known) || isStable(definition)) newest.set(key, definition);
  }
  return [...newest.values()].map(({ kind, apiVersion }) => ({
    label: kind,
    remark: apiVersion,
    text: [`apiVersion: ${apiVersion}`, `kind: ${kind}`, 'metadata:', '  name: '].join(indent),
  }));
}

function groupOf({ apiVersion }: KindDefinition): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
}

function isStable({ apiVersion }: KindDefinition): boolean {
  return /\bv\d+$/.test(apiVersion);
}

function valuesFor(text: string, place: Place): readonly Offer[] {
  const { role, way } = place;
  if (role === 'name') return [];
  const key = String(way.steps.at(-1) ?? '');
  const field = fieldAt(way);
  const values =
    identityValues(way, key) ??
    (field ? [...knownValues(field), ...referencesFor(field, key, mentionsIn(text))] : []);
  const schema = field?.schema;
  const item = schema?.type === 'list' ? schema.of : schema;
  const isText = !item || item.type === 'string' || item.type === 'intOrString';
  const [before, behind] = schema?.type === 'list' ? bracketsFor(place) : ['', ''];
  return [...new Set(values)].map((label) => ({
    label,
    text: before + (isText ? quotedLike(place, label) : label) + behind,
  }));
}

/** What makes a list of a value, where one has to stand. */
function bracketsFor({ role, isJson }: Place): readonly [before: string, behind: string] {
  return role === 'word' && !isJson ? ['- ', ''] : ['[', ']'];
}

/** Values of `apiVersion` and `kind`, as far as they go together. */
function identityValues({ steps, nodes }: Way, key: string): readonly string[] | undefined {
  if (key !== 'apiVersion' && key !== 'kind') return undefined;
  if (!isStart(steps.slice(0, -1))) return undefined;
  const other = key === 'kind' ? 'apiVersion' : 'kind';
  const wanted = wordOf(nodes.at(-2), other);
  const fitting = allKinds().filter((definition) => definition[other] === wanted);
  return (fitting.length > 0 ? fitting : allKinds()).map((definition) => definition[key]);
}

/** The values a field is limited to, as far as validation knows. */
export function knownValues({ schema, names }: Field): readonly string[] {
  if (schema.type === 'bool') return ['true', 'false'];
  if ('values' in schema && schema.values) return schema.values.map(String);
  if (schema.type === 'list' && !isNested(schema.of))
    return knownValues({ schema: schema.of, names });
  const table: Readonly<Record<string, readonly string[]>> = fieldValues;
  return names.flatMap((name) => table[name] ?? []);
}

/** A name with its colon, and where the value goes on another line, that line's beginning. */
function named(text: string, place: Place, name: string, schema: Schema, shift = 0): string {
  const { hasColon, span, way, isJson } = place;
  const written = quotedLike(place, name);
  if (hasColon) return written;
  if (isJson || way.nodes.at(-1)?.isFlow) return `${written}: `;
  const indent = `\n${' '.repeat(columnOf(text, span.from) + shift)}`;
  if (schema.type === 'list') return `${written}:${indent}- `;
  return isNested(schema) ? `${written}:${indent}  ` : `${written}: `;
}

function isNested({ type }: Schema): boolean {
  return type === 'struct' || type === 'map' || type === 'list';
}

/** Words in the quotes that are there, in those JSON wants, or in those without which YAML would read something else. */
function quotedLike({ quote, isJson }: Place, word: string): string {
  const isOdd =
    /^[\d.+~?:,[\]{}#&*!|>'"%@`-]|^(?:true|false|yes|no|on|off|y|n|null)$|:\s|\s#|^$/i.test(word);
  const sign = quote || (isJson || isOdd ? '"' : '');
  return sign + word + sign;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}
