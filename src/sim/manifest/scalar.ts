import { readFloat, readInteger } from './numbers.ts';

/** What kind of value yaml.v2 takes a scalar for. `uint` is an integer that only an unsigned 64-bit number can hold. */
export type ScalarKind = 'null' | 'bool' | 'int' | 'uint' | 'float' | 'string' | 'timestamp';

export interface Resolved {
  readonly kind: ScalarKind;
  /** Infinite and NaN numbers have no JSON form; the caller decides what follows from that. */
  readonly value: null | boolean | number | bigint | string;
}

const words = new Map<string, Resolved>([
  ...entries('bool', true, [
    'y',
    'Y',
    'yes',
    'Yes',
    'YES',
    'true',
    'True',
    'TRUE',
    'on',
    'On',
    'ON',
  ]),
  ...entries('bool', false, [
    'n',
    'N',
    'no',
    'No',
    'NO',
    'false',
    'False',
    'FALSE',
    'off',
    'Off',
    'OFF',
  ]),
  ...entries('null', null, ['', '~', 'null', 'Null', 'NULL']),
  ...entries('float', Number.NaN, ['.nan', '.NaN', '.NAN']),
  ...entries('float', Number.POSITIVE_INFINITY, [
    '.inf',
    '.Inf',
    '.INF',
    '+.inf',
    '+.Inf',
    '+.INF',
  ]),
  ...entries('float', Number.NEGATIVE_INFINITY, ['-.inf', '-.Inf', '-.INF']),
]);

/** Only a scalar that is empty or begins with one of these can be anything but a string. */
const hints = new Uint8Array(128);
for (const first of 'yYnNtTfFoO~+-.0123456789') hints[first.charCodeAt(0)] = 1;

/** True when a plain scalar is the string it looks like, for certain: the short way for nearly all scalars. */
export function isPlainString(text: string): boolean {
  return text !== '' && hints[text.charCodeAt(0)] !== 1;
}

/**
 * What an unquoted, untagged scalar means to Kubernetes, which follows YAML 1.1 here: `on` is true, `0777` is 511,
 * `1_000` is 1000, while `12:30:45` and `2020-01-01` stay strings. The rules are those of `resolve` in
 * gopkg.in/yaml.v2 resolve.go (2.4.0), which sigs.k8s.io/yaml builds on.
 */
export function resolvePlain(text: string): Resolved {
  if (isPlainString(text)) return { kind: 'string', value: text };
  return words.get(text) ?? resolveNumber(text) ?? { kind: 'string', value: text };
}

/**
 * What a scalar with one of YAML's own tags means, `name` being the tag without `!!`. `undefined` when the text does
 * not fit the tag; tags that are not YAML's own leave the text a string (`resolvableTag` in resolve.go).
 */
export function resolveTagged(name: string, text: string): Resolved | undefined {
  if (name === 'str') return { kind: 'string', value: text };
  if (name === 'timestamp')
    return isTimestamp(text) ? { kind: 'timestamp', value: text } : undefined;
  if (name !== 'bool' && name !== 'int' && name !== 'float' && name !== 'null')
    return { kind: 'string', value: text };
  const resolved = resolvePlain(text);
  if (name === 'float' && resolved.kind === 'int')
    return { kind: 'float', value: Number(resolved.value) };
  if (name === 'int' && resolved.kind === 'uint') return resolved;
  return resolved.kind === name ? resolved : undefined;
}

function resolveNumber(text: string): Resolved | undefined {
  const first = text.charCodeAt(0);
  if (first > 0x39) return undefined;
  const integer = text.startsWith('.') ? undefined : readInteger(text);
  if (integer !== undefined)
    return { kind: integer > 0x7fff_ffff_ffff_ffffn ? 'uint' : 'int', value: integer };
  const float = readFloat(text);
  return float === undefined ? undefined : { kind: 'float', value: float };
}

const clock = String.raw`(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?`;
const timestampForm = new RegExp(
  String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]${clock}(?:Z|[-+]\d{2}:[0-5]\d)| ${clock})?$`,
);

/** One of `allowedTimestampFormats` in resolve.go. The value stays the text, so only the form matters. */
function isTimestamp(text: string): boolean {
  const match = timestampForm.exec(text);
  if (!match) return false;
  const [year = 0, month = 0, day = 0] = match.slice(1, 4).map(Number);
  const [hour = 0, minute = 0, second = 0] = match
    .slice(match[4] === undefined ? 7 : 4)
    .map((digits) => Number(digits ?? 0));
  return dateExists(year, month, day) && hour < 24 && minute < 60 && second < 60;
}

function dateExists(year: number, month: number, day: number): boolean {
  // Years below 100 mean the 20th century to Date, and the calendar repeats every 400 years.
  const date = new Date(Date.UTC(2000 + (year % 400), month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function entries(
  kind: ScalarKind,
  value: Resolved['value'],
  texts: string[],
): [string, Resolved][] {
  return texts.map((text) => [text, { kind, value }]);
}
