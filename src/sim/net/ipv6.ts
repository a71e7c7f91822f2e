const group = /^[\da-f]{1,4}$/i;

/** The 16 bytes of an IPv6 address in any of its spellings, without a zone (RFC 4291 section 2.2); `undefined` for anything else. */
export function readIpv6(text: string): readonly number[] | undefined {
  const [left = '', right, ...more] = text.split('::');
  const [head, tail] = [bytesIn(left, right === undefined), bytesIn(right ?? '', true)];
  if (!head || !tail || more.length > 0) return undefined;
  const missing = 16 - head.length - tail.length;
  // A double colon stands for one group at least.
  const fits = right === undefined ? missing === 0 : missing >= 2;
  return fits ? [...head, ...Array<number>(missing).fill(0), ...tail] : undefined;
}

/** The canonical spelling of 16 bytes: lower case, the longest run of zeros left out (RFC 5952 section 4). */
export function printIpv6(bytes: readonly number[]): string {
  const text = Array.from({ length: 8 }, (_, at) =>
    ((bytes[2 * at] ?? 0) * 256 + (bytes[2 * at + 1] ?? 0)).toString(16),
  ).join(':');
  const [longest] = [...text.matchAll(/\b0(?::0)+\b/g)].toSorted(
    (one, other) => other[0].length - one[0].length,
  );
  if (!longest) return text;
  const after = text.slice(longest.index + longest[0].length);
  return `${text.slice(0, longest.index)}::${after}`.replace(/:{3,}/, '::');
}

/** The bytes of groups with colons between; only the last of an address may be written as an IPv4 address. */
function bytesIn(text: string, isLast: boolean): readonly number[] | undefined {
  const groups = text === '' ? [] : text.split(':');
  const bytes: number[] = [];
  for (const [index, each] of groups.entries()) {
    if (group.test(each)) bytes.push(parseInt(each, 16) >> 8, parseInt(each, 16) & 255);
    else if (isLast && index === groups.length - 1 && fourParts.test(each))
      bytes.push(...each.split('.').map(Number));
    else return undefined;
  }
  return bytes;
}

const part = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';

/** An IPv4 address: four decimal parts without leading zeros. */
export const fourParts = new RegExp(`^${part}(?:\\.${part}){3}$`);
