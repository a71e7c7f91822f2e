import { fieldOf, parentOf, parsePath } from '../../sim/api/index.ts';
import type { AdmissionProblem } from '../../sim/api/types.ts';
import type { Manifest, ManifestDocument } from '../../sim/manifest/types.ts';
import type { TextChange } from './change.ts';

/** A change of the text that would put a problem right. */
export interface Fix extends TextChange {
  /** What is written then. */
  readonly name: string;
}

/**
 * What would put right a name that was probably mistyped: a field's, or a value the server suggested another one for. `undefined`
 * where there is no suggestion, or where following it would make a key stand twice.
 */
export function fixOf(problem: AdmissionProblem, { text, documents }: Manifest): Fix | undefined {
  const { code, document: number, path, suggestion: name } = problem;
  const document = documents.find(({ index }) => index === number);
  if (name === undefined || !document) return undefined;
  const isKey = code === 'unknown-field';
  const span = document.locate(path, isKey ? 'key' : 'value');
  if (!span || (isKey && isTaken(document, path, name))) return undefined;
  const [, quote = '', word = ''] = /^(["']?)(.*)\1$/s.exec(text.slice(span.from, span.to)) ?? [];
  // Behind an alias the name is written elsewhere.
  if (isKey && word !== parsePath(path).at(-1)) return undefined;
  return { ...span, insert: quote + name + quote, name };
}

function isTaken(document: ManifestDocument, path: string, name: string): boolean {
  return document.locate(fieldOf(parentOf(path) ?? '', name)) !== undefined;
}
