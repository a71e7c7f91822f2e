import { jsonPieces } from './jsonStream.ts';
import { limits } from './limits.ts';
import type { ManifestProblem, Span } from './types.ts';

/** A stretch of text that holds one document, or nothing but blanks and comments. */
export interface CutPiece {
  readonly span: Span;
  readonly isJson: boolean;
}

export interface Cut {
  readonly pieces: readonly CutPiece[];
  readonly problems: readonly ManifestProblem[];
}

/**
 * Cuts a text into documents as kubectl does (`YAMLOrJSONDecoder` in k8s.io/apimachinery pkg/util/yaml/decoder.go):
 * JSON objects at the beginning may follow one another directly; from there on every line that begins with `---`
 * separates, wherever it stands. Unlike kubectl it goes on behind what is wrong.
 */
export function cutDocuments(text: string): Cut {
  const json = jsonPieces(text);
  const pieces = json.map((span): CutPiece => ({ span, isJson: true }));
  const problems: ManifestProblem[] = [];
  const from = startOfYaml(text, json.at(-1)?.to);
  const isAllJson = json.length > 0 && text.slice(from).trim() === '';
  if (!isAllJson) cutYaml(text, from, pieces, problems);
  const beyond = pieces[limits.documentsMax];
  if (beyond) problems.push(tooMany({ from: beyond.span.from, to: text.length }));
  if (json.length > 1 && !isAllJson) problems.push(notJson(text, from));
  return { pieces: pieces.slice(0, limits.documentsMax), problems };
}

/** Behind a byte order mark, or behind the JSON and the rest of its line if that is blank. */
function startOfYaml(text: string, jsonEnd: number | undefined): number {
  if (jsonEnd === undefined) return text.startsWith('\ufeff') ? 1 : 0;
  let from = jsonEnd;
  while (from < text.length && text[from] !== '\n' && text[from]?.trim() === '') from++;
  return text[from] === '\n' ? from + 1 : from;
}

function cutYaml(
  text: string,
  start: number,
  pieces: CutPiece[],
  problems: ManifestProblem[],
): void {
  let from = start;
  while (pieces.length <= limits.documentsMax) {
    const at = separatorFrom(text, from);
    if (at > from) pieces.push({ span: { from, to: at }, isJson: false });
    if (at === text.length) return;
    from = lineEnd(text, at);
    const behind = text.slice(at + 3, from).trim();
    // kubectl allows nothing but a comment behind the dashes: "invalid Yaml document separator".
    if (behind !== '' && !behind.startsWith('#'))
      problems.push(wrongSeparator(behind, { from: at, to: from }, text));
  }
}

/** The next line that begins with `---`, from a line's beginning on; the end of the text when there is none. */
function separatorFrom(text: string, from: number): number {
  if (text.startsWith('---', from)) return from;
  const found = text.indexOf('\n---', from);
  return found === -1 ? text.length : found + 1;
}

function lineEnd(text: string, from: number): number {
  const found = text.indexOf('\n', from);
  return found === -1 ? text.length : found + 1;
}

function wrongSeparator(behind: string, line: Span, text: string): ManifestProblem {
  const to = line.from + text.slice(line.from, line.to).trimEnd().length;
  return {
    severity: 'error',
    code: 'document-separator',
    detail: behind,
    span: { from: line.from, to },
  };
}

function tooMany(span: Span): ManifestProblem {
  return {
    severity: 'error',
    code: 'too-many-documents',
    detail: String(limits.documentsMax),
    span,
  };
}

function notJson(text: string, from: number): ManifestProblem {
  const span = { from, to: lineEnd(text, from) };
  return {
    severity: 'error',
    code: 'yaml-syntax',
    detail: 'JSON objects can only be followed by JSON objects',
    span,
  };
}
