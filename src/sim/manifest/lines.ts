/** Where the line begins that an offset lies on. */
export function lineStart(text: string, offset: number): number {
  let from = offset;
  while (from > 0 && text[from - 1] !== '\n' && text[from - 1] !== '\r') from--;
  return from;
}

/** Where the line ends that an offset lies on: before its line break. */
export function lineEnd(text: string, offset: number): number {
  let to = offset;
  while (to < text.length && text[to] !== '\n' && text[to] !== '\r') to++;
  return to;
}

/** How many characters of its line precede an offset. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}
