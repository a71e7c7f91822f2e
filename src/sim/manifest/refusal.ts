import type { ManifestProblem, Span } from './types.ts';

/**
 * Why one document cannot be read, and where (offsets of its piece). Thrown while its events are walked and caught by
 * `readPiece`, as the parser's own exceptions are: it never leaves this folder.
 */
export class Refusal extends Error {
  readonly code: ManifestProblem['code'];
  readonly detail: string;
  readonly span: Span;

  constructor(code: ManifestProblem['code'], detail: string, span: Span) {
    super(detail);
    this.code = code;
    this.detail = detail;
    this.span = span;
  }
}
