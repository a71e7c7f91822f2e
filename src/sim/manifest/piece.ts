import { construct } from './construct.ts';
import { findFields, type Fields } from './fields.ts';
import { parse, type Parsed } from './parse.ts';
import { Refusal } from './refusal.ts';
import { tabInIndentation } from './tabs.ts';
import { readTogether } from './together.ts';
import type { Json, ManifestProblem } from './types.ts';

/** A problem in offsets of the piece. */
export type PieceProblem = Omit<ManifestProblem, 'document'>;

/** One document's text, read. What it says does not depend on where the piece stands, so it is reused as it moves. */
export interface Piece {
  readonly text: string;
  /** `undefined` when it cannot be read; `null` also for a piece that holds only comments. */
  readonly value: Json | undefined;
  readonly problems: readonly PieceProblem[];
  /** Parses once more on the first question, since few documents are ever asked. Only for pieces that can be read. */
  readonly fields: () => Fields;
}

/** Reads the first document of each piece of YAML. Never throws. */
export function readPieces(texts: readonly string[]): readonly Piece[] {
  const values = readTogether(texts);
  return texts.map((text, index) => {
    const value = values[index];
    return value === undefined
      ? readPiece(text)
      : { text, value, problems: [], fields: fieldsOf(text) };
  });
}

function fieldsOf(text: string): () => Fields {
  let found: Fields | undefined;
  return () => (found ??= findFields(text, parse(text).events));
}

/** Reads the first document of a piece of YAML. Never throws. */
export function readPiece(text: string): Piece {
  let found: Fields | undefined;
  const fields = (): Fields => (found ??= findFields(text, parse(text).events));
  try {
    const parsed = parse(text);
    const { value, overwrote } = construct(text, parsed.events);
    if (overwrote || text.includes('\t')) found = findFields(text, parsed.events);
    refuseTabs(text.slice(0, parsed.end), found);
    return { text, value, problems: [...duplicates(found), ...unread(parsed)], fields };
  } catch (error) {
    return { text, value: undefined, problems: [problemOf(error)], fields };
  }
}

/** Reads a JSON object, which is not YAML to kubectl. Its fields are looked for as if it were. */
export function readJsonPiece(text: string): Piece {
  const { value, problems, fields } = readPiece(text);
  // A few characters may stand in JSON and not in YAML: then no field has a known place.
  const isYaml = value !== undefined;
  return {
    text,
    value: JSON.parse(text) as Json,
    problems: problems.filter(({ code }) => code === 'duplicate-key'),
    fields: isYaml ? fields : () => findFields('', []),
  };
}

function refuseTabs(text: string, fields: Fields | undefined): void {
  const tab = fields && tabInIndentation(text, fields);
  if (tab) throw new Refusal('tab-indentation', 'found character that cannot start any token', tab);
}

function duplicates(fields: Fields | undefined): PieceProblem[] {
  const keys = fields?.duplicates ?? [];
  return keys.map(({ key, span }) => ({
    severity: 'warning',
    code: 'duplicate-key',
    detail: key,
    span,
  }));
}

function unread(parsed: Parsed): PieceProblem[] {
  if (!parsed.unread) return [];
  return [{ severity: 'warning', code: 'text-after-document', detail: '', span: parsed.unread }];
}

function problemOf(error: unknown): PieceProblem {
  if (!(error instanceof Refusal)) throw error;
  return { severity: 'error', code: error.code, detail: error.detail, span: error.span };
}
