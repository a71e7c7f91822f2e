import type { Role } from './types.ts';

/** How the words of a role are set: size in scene units, mono or sans, weight. */
export interface Face {
  readonly size: number;
  readonly mono: boolean;
  readonly weight: 400 | 600 | 700;
  /** Not drawn when smaller than this on the screen, in CSS pixels. */
  readonly legiblePx: number;
}

/** The faces of the map. `fine` appears only when the map is looked at closely. */
export const faces: Readonly<Record<Role, Face>> = {
  title: { size: 15, mono: false, weight: 700, legiblePx: 5 },
  name: { size: 12, mono: false, weight: 600, legiblePx: 5 },
  'quiet-name': { size: 12, mono: false, weight: 400, legiblePx: 5 },
  label: { size: 12, mono: true, weight: 400, legiblePx: 5 },
  word: { size: 12, mono: false, weight: 400, legiblePx: 5 },
  note: { size: 12, mono: true, weight: 400, legiblePx: 5 },
  address: { size: 12, mono: true, weight: 400, legiblePx: 5 },
  fine: { size: 6, mono: true, weight: 400, legiblePx: 9 },
};

/** The space a chip leaves to the left and right of its address. */
export const chipPadding = 7;

/**
 * How wide a text will be, in scene units: rather too wide than too narrow. The widths are those of DejaVu Sans, the widest of
 * the fonts we ask for; CJK glyphs are square. Computed, not measured, so that every machine lays out the same stage.
 */
export function widthOf(text: string, role: Role): number {
  const { size, mono, weight } = faces[role];
  let em = 0;
  for (const glyph of text) em += isSquare(glyph) ? 1 : mono ? 0.602 : sansWidth(glyph);
  return em * size * (mono || weight === 400 ? 1 : 1.08);
}

/** The text, or as much of its beginning and end as fits into `width`, with `…` between. */
export function shorten(text: string, width: number, role: Role): string {
  if (widthOf(text, role) <= width) return text;
  const glyphs = Array.from(text);
  for (let kept = glyphs.length - 1; kept > 1; kept--) {
    const tail = Math.min(5, Math.floor(kept / 2));
    const short = `${glyphs.slice(0, kept - tail).join('')}…${glyphs.slice(-tail).join('')}`;
    if (widthOf(short, role) <= width) return short;
  }
  return '…';
}

function isSquare(glyph: string): boolean {
  return (glyph.codePointAt(0) ?? 0) >= 0x1100;
}

function sansWidth(glyph: string): number {
  if (/[ijl.,:;|'! ]/.test(glyph)) return 0.34;
  if (/[frt()\-/]/.test(glyph)) return 0.43;
  if (/[mwMW@%…]/.test(glyph)) return 1;
  if (/[A-Z&]/.test(glyph)) return 0.74;
  return 0.64;
}
