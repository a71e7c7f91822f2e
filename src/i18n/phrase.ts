import type { Ip } from '../sim/net/index.ts';
import type { Ref } from '../sim/api/types.ts';

/**
 * A sentence for a person, in one language: words, and things in it that a reader can point at. The screen draws chips for
 * them, the terminal plain text.
 */
export type Phrase = readonly Part[];

export type Part =
  | string
  | { readonly part: 'address'; readonly ip: Ip; readonly port?: number }
  /** An object or one of its fields; the screen adds the line number and makes it a link into the editor. */
  | { readonly part: 'ref'; readonly ref: Ref; readonly text: string }
  | { readonly part: 'code'; readonly text: string };

type Piece = Part | Phrase | number;

/** Tag of a template: builds a phrase from words and parts, for example say`to ${address(ip, 80)}`. */
export function say(words: TemplateStringsArray, ...pieces: readonly Piece[]): Phrase {
  const parts: Part[] = [];
  words.forEach((word, index) => {
    if (word !== '') parts.push(word);
    const piece = pieces[index];
    if (piece === undefined) return;
    if (typeof piece === 'number') parts.push(String(piece));
    else if (isPhrase(piece)) parts.push(...piece);
    else parts.push(piece);
  });
  return parts;
}

export function address(ip: Ip, port?: number): Part {
  return port === undefined ? { part: 'address', ip } : { part: 'address', ip, port };
}

export function code(text: string): Part {
  return { part: 'code', text };
}

/** An object or field, called `text` in the sentence. */
export function named(ref: Ref, text: string): Part {
  return { part: 'ref', ref, text };
}

/** The phrase as plain text: for the terminal, titles and screen readers. */
export function plain(phrase: Phrase): string {
  return phrase.map((part) => (typeof part === 'string' ? part : plainPart(part))).join('');
}

function plainPart(part: Exclude<Part, string>): string {
  if (part.part !== 'address') return part.text;
  if (part.port === undefined) return part.ip;
  return part.ip.includes(':') ? `[${part.ip}]:${part.port}` : `${part.ip}:${part.port}`;
}

function isPhrase(piece: Piece): piece is Phrase {
  return Array.isArray(piece);
}
