/** One measured ratio: ours against a floor or a peer, in one run, on one machine. */
export interface Measurement {
  readonly name: string;
  /** What ours is compared with. */
  readonly against: string;
  /** Milliseconds, the median of several rounds. */
  readonly oursMs: number;
  readonly theirsMs: number;
  /** The largest ratio that is good enough. */
  readonly ratioMax: number;
}

/** A benchmark: the export `benchmark` of a file `*.bench.ts` in this folder. */
export interface Benchmark {
  readonly name: string;
  run(): Promise<readonly Measurement[]>;
}
