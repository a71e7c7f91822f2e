import { cutDocuments, type CutPiece } from './cut.ts';
import { PieceDocument } from './document.ts';
import { limits } from './limits.ts';
import { readJsonPiece, readPiece, readPieces, type Piece, type PieceProblem } from './piece.ts';
import type { Json, Manifest, ManifestDocument, ManifestProblem, Span } from './types.ts';

/** The pieces each manifest was made of, so that the next one can take over those that did not change. */
const piecesOf = new WeakMap<Manifest, readonly Piece[]>();

/**
 * Reads a text of YAML or JSON documents as kubectl does. Never throws: what cannot be read is a problem with a place,
 * and costs no other document. Given the manifest of an earlier text, documents that did not change are taken over
 * with the same `value`, wherever they have moved.
 */
export function readManifest(text: string, previous?: Manifest): Manifest {
  if (previous?.text === text) return previous;
  if (text.length > limits.textLengthMax) return tooLarge(text);
  return new Reading(text, previous).manifest();
}

/** One document as kubectl's conversion from YAML to JSON reads it, or the first reason why it does not. */
export function readYaml(
  text: string,
): { readonly value: Json } | { readonly error: ManifestProblem } {
  const { value, problems } = readPiece(text);
  const error = problems.find(({ severity }) => severity === 'error');
  return error ? { error } : { value: value ?? null };
}

/** A piece of YAML that no earlier text had. */
interface CutText {
  readonly unread: string;
}

class Reading {
  private readonly documents: ManifestDocument[] = [];
  private readonly problems: ManifestProblem[] = [];
  private readonly pieces: Piece[] = [];
  private readonly known = new Map<string, Piece[]>();
  private readonly text: string;
  private readonly previous: Manifest | undefined;
  private count = 0;

  constructor(text: string, previous: Manifest | undefined) {
    this.text = text;
    this.previous = previous;
    for (const piece of (previous && piecesOf.get(previous)) ?? []) {
      const same = this.known.get(piece.text);
      if (same) same.push(piece);
      else this.known.set(piece.text, [piece]);
    }
  }

  manifest(): Manifest {
    const { pieces: cuts, problems } = cutDocuments(this.text);
    const pieces = this.piecesAt(cuts);
    cuts.forEach(({ span }, index) => this.add(pieces[index] as Piece, span));
    this.problems.push(...problems);
    this.problems.sort((a, b) => a.span.from - b.span.from);
    const manifest = { text: this.text, documents: this.documents, problems: this.problems };
    piecesOf.set(manifest, this.pieces);
    return manifest;
  }

  private add(piece: Piece, span: Span): void {
    this.pieces.push(piece);
    if (piece.value === null && piece.problems.length === 0) return;
    const document = this.count++;
    for (const problem of piece.problems) this.problems.push(moved(problem, span, document));
    if (piece.value === undefined || piece.value === null) return;
    if (typeof piece.value !== 'object' || Array.isArray(piece.value))
      this.problems.push(notAnObject(piece, span, document));
    else this.documents.push(this.documentAt(span, piece, piece.value, document));
  }

  private piecesAt(cuts: readonly CutPiece[]): readonly Piece[] {
    const pieces = cuts.map((cut): Piece | CutText => {
      const text = this.textAt(cut);
      const known = this.known.get(text)?.shift();
      return known ?? (cut.isJson ? readJsonPiece(text) : { unread: text });
    });
    const read = readPieces(pieces.flatMap((piece) => ('unread' in piece ? [piece.unread] : [])));
    let next = 0;
    return pieces.map((piece) => ('unread' in piece ? (read[next++] as Piece) : piece));
  }

  private textAt({ span, isJson }: CutPiece): string {
    const slice = this.text.slice(span.from, span.to);
    // Of the two only YAML ends with a line break, so the same text never means both.
    return copy(isJson || slice.endsWith('\n') ? slice : `${slice}\n`);
  }

  private documentAt(span: Span, piece: Piece, value: Json, index: number): ManifestDocument {
    const before = this.previous?.documents[this.documents.length];
    if (before instanceof PieceDocument && before.isAt(index, span, piece)) return before;
    return new PieceDocument(index, span, piece, value);
  }
}

/**
 * The same text in memory of its own. A mere slice would keep the whole text of its time alive for as long as the
 * piece is handed on from manifest to manifest.
 */
function copy(slice: string): string {
  return ` ${slice}`.slice(1);
}

function moved(problem: PieceProblem, { from, to }: Span, document: number): ManifestProblem {
  const span = {
    from: Math.min(from + problem.span.from, to),
    to: Math.min(from + problem.span.to, to),
  };
  return { ...problem, span, document };
}

const blanksAndComments = /^\ufeff?(?:[ \t]*(?:#[^\r\n]*)?[\r\n]+)*/;

function notAnObject(piece: Piece, span: Span, document: number): ManifestProblem {
  const detail = Array.isArray(piece.value) ? 'array' : typeof piece.value;
  const from = piece.text.length - piece.text.replace(blanksAndComments, '').length;
  const written = { from, to: Math.max(from, piece.text.trimEnd().length) };
  const problem: PieceProblem = { severity: 'error', code: 'not-an-object', detail, span: written };
  return moved(problem, span, document);
}

function tooLarge(text: string): Manifest {
  const span = { from: 0, to: text.length };
  const detail = String(limits.textLengthMax);
  return {
    text,
    documents: [],
    problems: [{ severity: 'error', code: 'too-large', detail, span }],
  };
}
