// As k8s.io/apimachinery/pkg/api/resource of Kubernetes 1.36.

/** What the server says of a text that is no quantity. */
export const quantityWords =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

const decimal = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;

/** A quantity is `digits` times 10 to the `exponent`, which counts nanos at least, or times a power of 1024. */
interface Quantity {
  readonly amount: bigint;
  /** The amount is in billionths. */
  readonly format: 'decimal' | 'binary' | 'exponent';
}

const nano = 1_000_000_000n;

function parse(text: string): Quantity | undefined {
  const [whole, sign = '', digits = '', fraction = '', suffix = '', exponent] =
    pattern.exec(text) ?? [];
  if (whole === undefined || digits + fraction === '') return undefined;
  const scale = exponent === undefined ? decimalScale(suffix) : Number(exponent);
  if (Math.abs(scale) > 30 || digits.length + fraction.length > 40) return undefined;
  const power = binary.indexOf(suffix);
  const factor = power > 0 ? 1024n ** BigInt(power) : 1n;
  const amount = scaled(BigInt(digits + fraction) * factor, 9 + scale - fraction.length);
  const format = exponent !== undefined ? 'exponent' : power > 0 ? 'binary' : 'decimal';
  return { amount: sign === '-' ? -amount : amount, format };
}

function decimalScale(suffix: string): number {
  const index = decimal.indexOf(suffix);
  return index < 0 ? 0 : (index - 3) * 3;
}

/** Times ten to the `power`, rounded up: nothing is smaller than a billionth. */
function scaled(value: bigint, power: number): bigint {
  if (power >= 0) return value * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  return (value + divisor - 1n) / divisor;
}

/** The quantity as the server writes it: the shortest number with the largest suffix. `undefined` when it is none. */
export function canonicalQuantity(text: string): string | undefined {
  const quantity = parse(text);
  if (!quantity) return undefined;
  const { amount, format } = quantity;
  if (amount === 0n) return '0';
  if (format === 'binary') return binaryText(amount) ?? decimalText(amount, 'decimal');
  // Below 1024 a power of two says nothing.
  return decimalText(amount, format);
}

/** Fractions and numbers below 1024 are written in powers of ten even when the suffix was binary. */
function binaryText(amount: bigint): string | undefined {
  const size = amount < 0n ? -amount : amount;
  if (amount % nano !== 0n || size < 1024n * nano) return undefined;
  let value = amount / nano;
  let power = 0;
  while (value % 1024n === 0n && power < binary.length - 1) {
    value /= 1024n;
    power++;
  }
  return `${value}${binary[power] ?? ''}`;
}

function decimalText(amount: bigint, format: 'decimal' | 'exponent'): string {
  let value = amount;
  let index = 0;
  while (value % 1000n === 0n && index < decimal.length - 1) {
    value /= 1000n;
    index++;
  }
  const exponent = (index - 3) * 3;
  if (format === 'exponent') return exponent === 0 ? String(value) : `${value}e${exponent}`;
  return `${value}${decimal[index] ?? ''}`;
}

/** Orders two quantities; texts that are none count as nothing. */
export function compareQuantities(left: string, right: string): number {
  const difference = (parse(left)?.amount ?? 0n) - (parse(right)?.amount ?? 0n);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function isNegative(text: string): boolean {
  return (parse(text)?.amount ?? 0n) < 0n;
}
