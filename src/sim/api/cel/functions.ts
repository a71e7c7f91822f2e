import { readCidr, readIp } from '../../net/address.ts';
import type { Json } from '../types.ts';
import { patternOf } from '../validate/pattern.ts';
import { asNumber, asText, fail, itemsOf } from './values.ts';

type Function = (...values: readonly (Json | undefined)[]) => Json;

/** Functions of strings, whose first value is what stands before the dot. */
const ofText = (call: (text: string, ...values: readonly string[]) => Json): Function => {
  return (first, ...rest) => call(asText(first), ...rest.map(asText));
};

/**
 * The functions that rules may call, as `f(x, y)` and as `x.f(y)` alike: those of cel-go and of
 * k8s.io/apiserver/pkg/cel/library (strings.go, ip.go, cidr.go, urls.go) that the definitions here need. A length of time is the number
 * of its nanoseconds, and an address of the web its text.
 */
export const functions: Readonly<Record<string, Function>> = Object.assign(
  Object.create(null) as Record<string, Function>,
  {
    size: (value) => (typeof value === 'string' ? Array.from(value) : itemsOf(value)).length,
    contains: ofText((text, part = '') => text.includes(part)),
    startsWith: ofText((text, start = '') => text.startsWith(start)),
    endsWith: ofText((text, end = '') => text.endsWith(end)),
    matches: ofText((text, pattern = '') => patternOf(pattern).test(text)),
    split: ofText((text, separator = '') => text.split(separator)),
    substring: (text, from, to) => substring(Array.from(asText(text)), asNumber(from), to),
    int: (value) => (typeof value === 'number' ? Math.trunc(value) : readInteger(asText(value))),
    string: (value) => (typeof value === 'string' ? value : JSON.stringify(value)),
    duration: ofText(readDuration),
    isIP: ofText((text) => readIp(text) !== undefined && !isMapped(text)),
    isCIDR: ofText((text) => readCidr(text) !== undefined && !isMapped(text)),
    isURL: ofText((text) => /^(?:[a-z][a-z\d+.-]*:|\/)[^\s\p{Cc}]*$/iu.test(text)),
    url: (value) => asText(value),
    getScheme: ofText((text) => /^([a-z][a-z\d+.-]*):/i.exec(text)?.[1]?.toLowerCase() ?? ''),
  } satisfies Record<string, Function>,
);

function substring(letters: readonly string[], from: number, to: Json | undefined): string {
  const end = to === undefined ? letters.length : asNumber(to);
  if (from < 0 || from > letters.length) fail(`index out of range: ${from}`);
  if (end < 0 || end > letters.length) fail(`index out of range: ${end}`);
  if (from > end) fail(`invalid substring range. start: ${from}, end: ${end}`);
  return letters.slice(from, end).join('');
}

function readInteger(text: string): number {
  return /^[+-]?\d+$/.test(text)
    ? Number(text)
    : fail("type conversion error from 'string' to 'int'");
}

const nanoseconds: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 6e10,
  h: 36e11,
};
const part = String.raw`(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)`;
const duration = new RegExp(`^[+-]?(?:0|(?:${part})+)$`);

/** As time.ParseDuration of Go. */
function readDuration(text: string): number {
  if (!duration.test(text))
    fail("type conversion error from 'string' to 'google.protobuf.Duration'");
  const parts = [...text.matchAll(new RegExp(part, 'g'))];
  const total = parts.reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (nanoseconds[unit] ?? 0),
    0,
  );
  return text.startsWith('-') ? -total : total;
}

/** IPv4 inside IPv6 is not allowed. */
function isMapped(text: string): boolean {
  return /^[0:]*:ffff:/i.test(text) && text.includes('.');
}
