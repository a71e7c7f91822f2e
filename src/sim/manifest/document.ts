import { tokenIndexBefore, type Field } from './fields.ts';
import { parsePath } from './path.ts';
import type { Piece } from './piece.ts';
import type { FieldPath, Json, ManifestDocument, Span } from './types.ts';

/** A piece at its place in the text: the piece knows what is written, this where. */
export class PieceDocument implements ManifestDocument {
  readonly index: number;
  readonly span: Span;
  readonly value: Json;
  private readonly piece: Piece;

  constructor(index: number, span: Span, piece: Piece, value: Json) {
    this.index = index;
    this.span = span;
    this.piece = piece;
    this.value = value;
  }

  locate(path: FieldPath, what: 'value' | 'key' = 'value'): Span | undefined {
    let field: Field | undefined = this.piece.fields().root;
    for (const step of parsePath(path)) field = field?.members.get(step);
    const span = what === 'key' ? field?.key : field?.span;
    if (!span) return undefined;
    // The last line of a text may lack the line break with which it is read.
    const at = (offset: number): number => Math.min(this.span.from + offset, this.span.to);
    return { from: at(span.from), to: at(span.to) };
  }

  fieldAt(offset: number): FieldPath {
    if (offset < this.span.from || offset > this.span.to) return '';
    const at = offset - this.span.from;
    const { tokens } = this.piece.fields();
    const before = tokenIndexBefore(tokens, at);
    const token = tokens[before];
    if (token && isSameLine(this.piece.text, token.to, at)) return token.field.path;
    const after = tokens[before + 1];
    if (after && isSameLine(this.piece.text, at, after.from)) return after.field.path;
    return fieldAround(token?.field, at)?.path ?? '';
  }

  /** True when this document can stand for `piece` at `span` as it is. */
  isAt(index: number, span: Span, piece: Piece): boolean {
    return (
      this.piece === piece &&
      this.index === index &&
      this.span.from === span.from &&
      this.span.to === span.to
    );
  }
}

/** Also true for an offset within a token, whose end lies behind it. */
function isSameLine(text: string, from: number, to: number): boolean {
  return from >= to || !/[\r\n]/.test(text.slice(from, to));
}

/** The innermost field that goes on at an offset where nothing is written. */
function fieldAround(field: Field | undefined, at: number): Field | undefined {
  if (!field || (field.span.from <= at && at <= field.span.to)) return field;
  return fieldAround(field.parent, at);
}
