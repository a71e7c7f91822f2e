import type { Json, Ref } from '../../sim/api/types.ts';
import type { Cluster } from '../../sim/dataplane/types.ts';
import type { Trace } from '../../sim/trace/types.ts';

/** What a finding of each code knows. A rule's own file in `rules/` adds its line by declaration merging. */
export interface Findings {}
export type FindingCode = Extract<keyof Findings, string>;

/** What every finding has. */
export interface FindingFacts {
  /** `error`: this is why it failed. `info`: it works, and people wonder why. */
  readonly severity: 'error' | 'info';
  /** The fields to look at, the most telling first. Where a controller made the object, the learner's own field. */
  readonly evidence: readonly Ref[];
  /** What would put it right, where one change does. */
  readonly fix?: Fix;
}

/** Why a request failed (or something is likely to), as facts: the sentence is made in the reader's language. */
export type Finding<Code extends FindingCode = FindingCode> = {
  [Each in Code]: FindingFacts & { readonly code: Each } & Findings[Each];
}[Code];

/** One change that puts things right, as data: an edit of the text, or another request. */
export type Fix =
  /** Write `value` at the field `ref.path` of the object, whether or not the field is there. */
  | { readonly fix: 'set-field'; readonly ref: Ref; readonly value: Json }
  /** Ask for this instead; what `Request.to` may hold. */
  | { readonly fix: 'send-to'; readonly to: string };

/** A rule that recognises one cause: the default export of a file in `rules/`. */
export interface DiagnosisRule {
  readonly name: string;
  /** Lower numbers are asked first: the more specific cause before the more general one. */
  readonly order: number;
  explain(cluster: Cluster, trace: Trace): readonly Finding[];
}

/** Why a request ended as it did: at most a few findings, the likeliest first. */
export type Diagnose = (cluster: Cluster, trace: Trace) => readonly Finding[];
