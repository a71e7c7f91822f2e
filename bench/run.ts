import type { Benchmark, Measurement } from './types.ts';

const files = import.meta.glob<Benchmark>('./*.bench.ts', {
  eager: true,
  import: 'benchmark',
});

/** Runs every benchmark and prints a line per ratio; exits with 1 when one is above its bound. */
const wanted = process.argv.slice(2);
let slow = 0;
for (const benchmark of Object.values(files)) {
  if (wanted.length > 0 && !wanted.includes(benchmark.name)) continue;
  for (const measurement of await benchmark.run()) {
    console.log(line(benchmark, measurement));
    if (ratioOf(measurement) > measurement.ratioMax) slow += 1;
  }
}
process.exitCode = slow > 0 ? 1 : 0;

function line(benchmark: Benchmark, measurement: Measurement): string {
  const { name, against, oursMs, theirsMs, ratioMax } = measurement;
  const ratio = ratioOf(measurement);
  const figures = `${oursMs.toFixed(2)} ms / ${theirsMs.toFixed(2)} ms (${against})`;
  return `${benchmark.name}: ${name}: ${ratio.toFixed(2)}× of at most ${ratioMax}×  ${figures}${ratio > ratioMax ? '  TOO SLOW' : ''}`;
}

function ratioOf({ oursMs, theirsMs }: Measurement): number {
  return oursMs / theirsMs;
}
