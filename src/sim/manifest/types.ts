/** A stretch of the learner's text: offsets in UTF-16 code units, `from` included, `to` excluded. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * A value as JSON knows it. Objects have no prototype surprises: they are read with own keys only. Numbers are float64,
 * so integers beyond 2^53 are rounded.
 */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** The way to a field as Kubernetes writes it, such as `spec.ports[0].targetPort` or `metadata.labels[app.kubernetes.io/name]`; `''` is the whole object. */
export type FieldPath = string;

/** The learner's text, cut into documents. Reading never throws: what cannot be read is a problem with a place. */
export interface Manifest {
  readonly text: string;
  readonly documents: readonly ManifestDocument[];
  /** In order of place. */
  readonly problems: readonly ManifestProblem[];
}

/** One document that could be read. A `List` is one document here; admission opens it. */
export interface ManifestDocument {
  /** Its number among all documents of the text, from 0, those that could not be read counted too. */
  readonly index: number;
  /** From behind the separator before it to the next, with its comments. */
  readonly span: Span;
  readonly value: Json;
  /**
   * Where a field is written: its value, or with `key` its name. `undefined` when the text has no such field. Costs one
   * walk over the document the first time it is asked.
   */
  locate(path: FieldPath, what?: 'value' | 'key'): Span | undefined;
  /**
   * The deepest field whose key or value covers this offset of the text; where nothing is written, the field whose line
   * it is, or else the innermost one that goes on around it. `''` for the document itself.
   */
  fieldAt(offset: number): FieldPath;
}

/** What kept a document, or the text, from being read. The sentence is made from these facts in the reader's language. */
export interface ManifestProblem {
  readonly severity: 'error' | 'warning';
  readonly code:
    | 'yaml-syntax'
    | 'tab-indentation'
    | 'document-separator'
    // The document has ended before its text has: what follows is not read, by kubectl neither.
    | 'text-after-document'
    | 'duplicate-key'
    | 'not-json'
    | 'too-large'
    | 'too-deep'
    | 'too-many-aliases'
    | 'too-many-documents'
    | 'not-an-object';
  /** The parser's own words (English), or the key, number or limit concerned. */
  readonly detail: string;
  readonly span: Span;
  /** Number of the document, where there is one. */
  readonly document?: number;
}
