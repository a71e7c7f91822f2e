import type { Span } from '../../sim/manifest/types.ts';

/** A stretch of text that something else is written in place of. */
export interface TextChange extends Span {
  readonly insert: string;
}

/** The text after the change. */
export function changed(text: string, { from, to, insert }: TextChange): string {
  return text.slice(0, from) + insert + text.slice(to);
}

/** The one stretch that tells `before` from `after`: what stands around it keeps its place, and the cursor in it too. */
export function changeBetween(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let same = 0;
  while (same < shorter - from && before.at(-1 - same) === after.at(-1 - same)) same++;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}
