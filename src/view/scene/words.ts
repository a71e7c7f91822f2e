import { chipPadding, faces, shorten, widthOf } from './text.ts';
import type { Role, Words } from './types.ts';
import type { Ip } from '../../sim/net/index.ts';

/** Height of the line that words of a role need. */
export function lineHeight(role: Role): number {
  return role === 'address' ? 19 : Math.ceil(faces[role].size * 1.2);
}

/** Words between `x` and `x + width`, shortened where they would not fit. */
export function wordsIn(
  text: string,
  role: Role,
  align: Words['align'],
  x: number,
  y: number,
  width: number,
): Words {
  const short = shorten(text, width, role);
  const start = align === 'left' ? x : align === 'center' ? x + width / 2 : x + width;
  return wordsAt(short, role, align, start, y);
}

/** Words that take the room they need: `x` is their left end, their middle or their right end, as `align` says. */
export function wordsAt(
  text: string,
  role: Role,
  align: Words['align'],
  x: number,
  y: number,
): Words {
  const width = widthOf(text, role);
  const left = align === 'left' ? x : align === 'center' ? x - width / 2 : x - width;
  return { text, role, align, x: left, y, width, height: lineHeight(role) };
}

/** An address as a chip around `x`, or beginning or ending there. */
export function chipAt(address: Ip, align: Words['align'], x: number, y: number): Words {
  const width = chipWidth(address);
  const left = align === 'left' ? x : align === 'center' ? x - width / 2 : x - width;
  return {
    text: address,
    role: 'address',
    align: 'center',
    x: left,
    y,
    width,
    height: lineHeight('address'),
    address,
  };
}

/** An address as a chip in the middle between `x` and `x + width`, shortened where it would not fit. */
export function chipIn(address: Ip, x: number, y: number, width: number): Words {
  const chip = chipAt(address, 'center', x + width / 2, y);
  if (chip.width <= width) return chip;
  return { ...chip, text: shorten(address, width - 2 * chipPadding, 'address'), x, width };
}

export function chipWidth(address: Ip): number {
  return widthOf(address, 'address') + 2 * chipPadding;
}
