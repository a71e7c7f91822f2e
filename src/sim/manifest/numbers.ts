const int64Max = 2n ** 63n - 1n;
const int64Min = -(2n ** 63n);
const uint64Max = 2n ** 64n - 1n;

const shortDecimal = /^[1-9][0-9]{0,14}$/;
const integerForms =
  /^([-+]?)(?:0[xX](?<hex>[0-9a-fA-F]+)|0[bB](?<binary>[01]+)|0[oO]?(?<octal>[0-7]+)|(?<decimal>0|[1-9][0-9]*))$/;
/** `0b` before a sign is an accident of yaml.v2's own second attempt at binary numbers. */
const signedAfterPrefix = /^0b([-+])(?<binary>[01]+)$/;

const prefixes = [
  ['hex', '0x'],
  ['binary', '0b'],
  ['octal', '0o'],
  ['decimal', ''],
] as const;

const floatForm = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** Not yaml.v2 but Go itself reads this one: underscores have to stand between digits. */
const floatAfterDot = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;

/**
 * A whole number as Go's `strconv.ParseInt(text, 0, 64)`, or else `ParseUint`, reads it once underscores are dropped:
 * `0777`, `0o777`, `0x1F`, `-0b11`. `undefined` when it is none, or needs more than 64 bits.
 */
export function readInteger(text: string): number | bigint | undefined {
  if (shortDecimal.test(text)) return Number(text);
  const plain = text.replaceAll('_', '');
  const match = integerForms.exec(plain) ?? signedAfterPrefix.exec(plain);
  if (!match) return undefined;
  const size = sizeOf(match.groups ?? {});
  if (size === undefined) return undefined;
  const sign = match[1];
  return within64Bits(sign === '-' ? -size : size, sign === '' ? uint64Max : int64Max);
}

function sizeOf(groups: Readonly<Record<string, string | undefined>>): bigint | undefined {
  for (const [base, prefix] of prefixes) {
    const digits = groups[base]?.replace(/^0+(?=.)/, '');
    // More digits are more than 64 bits in any base, and take long to convert.
    if (digits !== undefined) return digits.length > 64 ? undefined : BigInt(prefix + digits);
  }
  return undefined;
}

/**
 * A number with a fraction or an exponent as yaml.v2 reads it after `readInteger` gave up, so `09.5` is 9.5 and `08`
 * is 8. `undefined` when it is none, or larger than a float64.
 */
export function readFloat(text: string): number | undefined {
  const plain = text.replaceAll('_', '');
  if (!(text.startsWith('.') ? floatAfterDot.test(text) : floatForm.test(plain))) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

/** How a float64 is named when it is a map key: Go's `strconv.FormatFloat(value, 'g', -1, 32)`. */
export function floatKey(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return '.nan';
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  const [digits = '', power = '0'] = shortestSingle(single).split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(Number(`${digits}e${power}`));
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function within64Bits(value: bigint, max: bigint): number | bigint | undefined {
  if (value < int64Min || value > max) return undefined;
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER
    ? Number(value)
    : value;
}

/** The fewest digits that still mean this float32, in exponent notation. Nine are always enough. */
function shortestSingle(single: number): string {
  let text = '';
  for (let fraction = 0; fraction < 9; fraction++) {
    text = single.toExponential(fraction);
    if (Math.fround(Number(text)) === single) break;
  }
  return text;
}
