import { CHOMPING_MODE, SCALAR_STYLE, getScalarValue, type ScalarEvent } from 'js-yaml';
import { readBinary } from './binary.ts';
import { floatKey } from './numbers.ts';
import { Refusal } from './refusal.ts';
import { isPlainString, resolvePlain, resolveTagged, type Resolved } from './scalar.ts';
import { tagName, type TagHandles } from './tag.ts';
import type { Span } from './types.ts';

/** A piece of text with what its document's head says about tags: what it takes to read a scalar event. */
export interface Source {
  readonly text: string;
  readonly handles: TagHandles;
}

/** The value of a scalar as JSON. Refuses what has no JSON form, such as `.inf`. */
export function readScalar(source: Source, event: ScalarEvent): null | boolean | number | string {
  const text = textOf(source, event);
  if (event.tagStart === -1 && (event.style !== SCALAR_STYLE.PLAIN || isPlainString(text)))
    return text;
  const { value } = resolve(source, event, text);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Refusal('not-json', text, spanOf(event));
  return value;
}

/**
 * The key that a scalar becomes in JSON, as `convertToJSONableObject` in sigs.k8s.io/yaml yaml.go names it: `on` is
 * `true`, `0x10` is `16`, `1.0` is `1`. Refuses a null key, and an integer that needs the 64th bit.
 * `place` is where a key without text stands.
 */
export function readKey(source: Source, event: ScalarEvent, place: number): string {
  const text = textOf(source, event);
  if (event.tagStart === -1 && (event.style !== SCALAR_STYLE.PLAIN || isPlainString(text)))
    return text;
  const { kind, value } = resolve(source, event, text);
  if (kind === 'null' || kind === 'uint') throw new Refusal('not-json', text, spanOf(event, place));
  return kind === 'float' ? floatKey(Number(value)) : String(value);
}

/** True for a `<<` that merges another map's fields (`isMerge` in yaml.v2 decode.go). */
export function isMergeKey(source: Source, event: ScalarEvent): boolean {
  if (event.valueEnd - event.valueStart !== 2 || !source.text.startsWith('<<', event.valueStart))
    return false;
  if (event.tagStart === -1) return event.style === SCALAR_STYLE.PLAIN;
  const tag = source.text.slice(event.tagStart, event.tagEnd);
  return tag === '!' || tagName(tag, source.handles) === 'merge';
}

/** Where a scalar stands, quotes included. One without text stands at its tag or anchor, or else at `place`. */
export function spanOf(event: ScalarEvent, place = 0): Span {
  if (event.valueStart === -1) {
    if (event.tagStart !== -1) return { from: event.tagStart, to: event.tagEnd };
    if (event.anchorStart !== -1) return { from: event.anchorStart - 1, to: event.anchorEnd };
    return { from: place, to: place };
  }
  const quotes =
    event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED
      ? 1
      : 0;
  return { from: event.valueStart - quotes, to: event.valueEnd + quotes };
}

/** The text a scalar stands for, before its meaning is looked for. */
function textOf(source: Source, event: ScalarEvent): string {
  const text = getScalarValue(source.text, event);
  if (event.fast) return text;
  if (event.style === SCALAR_STYLE.DOUBLE_QUOTED) refuseEscapes(source.text, event);
  return isCutOff(source.text, event) ? text.slice(0, -1) : text;
}

const escapes = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|[^])/g;

/** yaml.v2 (scannerc.go) takes no `\/`, no halves of surrogate pairs and no numbers beyond Unicode. */
function refuseEscapes(text: string, event: ScalarEvent): void {
  for (const match of text.slice(event.valueStart, event.valueEnd).matchAll(escapes)) {
    const [escape, short, long] = match;
    const point = Number.parseInt(short ?? long ?? '0', 16);
    const isCharacter = point < 0xd800 || (point > 0xdfff && point <= 0x10ffff);
    if (isCharacter && escape !== '\\/') continue;
    const from = event.valueStart + match.index;
    const detail = isCharacter
      ? 'found unknown escape character'
      : 'found invalid Unicode character escape code';
    throw new Refusal('yaml-syntax', detail, { from, to: from + escape.length });
  }
}

/** The parser gives every `|` and `>` text a last line break, yaml.v2 only one that is there. */
function isCutOff(text: string, event: ScalarEvent): boolean {
  if (event.style !== SCALAR_STYLE.LITERAL_BLOCK && event.style !== SCALAR_STYLE.FOLDED_BLOCK)
    return false;
  return (
    event.chomping !== CHOMPING_MODE.STRIP &&
    event.valueEnd === text.length &&
    !/[\r\n]$/.test(text)
  );
}

function resolve(source: Source, event: ScalarEvent, text: string): Resolved {
  if (event.tagStart === -1) return resolvePlain(text);
  const tag = tagName(source.text.slice(event.tagStart, event.tagEnd), source.handles);
  if (tag === undefined) return { kind: 'string', value: text };
  if (tag === 'binary') return resolveBinary(event, text);
  const resolved = resolveTagged(tag, text);
  if (!resolved)
    throw new Refusal('yaml-syntax', `cannot decode \`${text}\` as a !!${tag}`, spanOf(event));
  return resolved;
}

function resolveBinary(event: ScalarEvent, text: string): Resolved {
  const value = readBinary(text);
  if (value === undefined)
    throw new Refusal('yaml-syntax', '!!binary value contains invalid base64 data', spanOf(event));
  return { kind: 'string', value };
}
