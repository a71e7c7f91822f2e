import type { Span } from './types.ts';

/** The JSON objects that a text begins with, one directly after the other; none when it begins with anything else. */
export function jsonPieces(text: string): Span[] {
  const pieces: Span[] = [];
  for (let from = objectFrom(text, 0); from !== -1;) {
    const to = objectEnd(text, from);
    if (to === -1 || !isJson(text.slice(from, to))) break;
    pieces.push({ from, to });
    from = objectFrom(text, to);
  }
  return pieces;
}

const blanks = /[ \t\r\n]*/y;

function objectFrom(text: string, start: number): number {
  blanks.lastIndex = start;
  const from = start + (blanks.exec(text)?.[0].length ?? 0);
  return text[from] === '{' ? from : -1;
}

/** A text that does not end reaches to the end, so that it is looked through once. */
const bracketOrString = /[{}]|"(?:[^"\\]|\\[^])*"?/g;

function objectEnd(text: string, from: number): number {
  let depth = 0;
  bracketOrString.lastIndex = from;
  for (let match = bracketOrString.exec(text); match; match = bracketOrString.exec(text)) {
    if (match[0] === '{') depth++;
    if (match[0] === '}' && --depth === 0) return match.index + 1;
  }
  return -1;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
