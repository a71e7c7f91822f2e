import type { Element, Leading } from './types.ts';

/** 32 bits in hexadecimal, as `nft` prints marks. */
export function printMark(mark: number): string {
  return `0x${mark.toString(16).padStart(8, '0')}`;
}

/** `accept`, or `goto` and the name of a chain. */
export function printLeading(leading: Leading): string {
  return 'chain' in leading ? `${leading.verdict} ${leading.chain}` : leading.verdict;
}

/** An element as it stands between the braces of its set or map. */
export function printElement({ key, verdict, comment }: Element): string {
  const name = comment === undefined ? key : `${key} comment "${comment}"`;
  return verdict ? `${name} : ${printLeading(verdict)}` : name;
}

/** A time span, with as few units as will do: `3h`, `1m30s`. */
export function printSeconds(seconds: number): string {
  const units = [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
    ['s', 1],
  ] as const;
  let left = seconds;
  let text = '';
  for (const [unit, length] of units) {
    const count = Math.floor(left / length);
    if (count > 0) text += `${count}${unit}`;
    left -= count * length;
  }
  return text;
}
