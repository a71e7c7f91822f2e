/**
 * Median milliseconds of each task, run in turns so that both feel the same machine: a few rounds to warm up, then `rounds`
 * that count.
 */
export function medians(rounds: number, ...tasks: readonly (() => unknown)[]): readonly number[] {
  const times = tasks.map((): number[] => []);
  for (let round = -warmUpRounds; round < rounds; round++) {
    tasks.forEach((task, index) => {
      const start = performance.now();
      task();
      const time = performance.now() - start;
      if (round >= 0) times[index]?.push(time);
    });
  }
  return times.map(medianOf);
}

const warmUpRounds = 5;

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
