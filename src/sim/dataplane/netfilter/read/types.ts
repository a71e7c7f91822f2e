/** Why words could not be read as a rule or a command. */
export interface Misread {
  readonly misread:
    | 'unclosed-quote'
    | 'unknown-line'
    | 'unknown-match'
    | 'unknown-option'
    | 'unknown-target'
    | 'missing-value'
    | 'bad-value'
    | 'no-such-table'
    | 'no-such-chain'
    | 'no-such-rule';
  /** The word to blame. */
  readonly word: string;
}

/** A line that could not be read, counted from 1. */
export interface RuleProblem extends Misread {
  readonly line: number;
}

export function isMisread(value: object): value is Misread {
  return 'misread' in value;
}
