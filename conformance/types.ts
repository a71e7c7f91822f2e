/** What became of one case of a suite. */
export interface Result {
  /** As in the suite's file of cases. */
  id: string;
  passed: boolean;
  /** What the recording says, as text to be read beside `actual`. */
  expected: string;
  actual: string;
}

/** A set of recorded cases, with the translation of a case to calls of the public functions. */
export interface Suite {
  name: string;
  /** The folder with the cases, where it has another name: several suites may ask different questions of the same cases. */
  folder?: string;
  /** Whether a case says anything about what this suite asks. All do unless it says otherwise. */
  asks?(one: unknown): boolean;
  /** `file` is the parsed file of cases. */
  run(file: unknown): readonly Result[];
}
