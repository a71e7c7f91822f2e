/**
 * Median milliseconds of each task, run in turns so that all feel the same machine. They first run for a while uncounted, so
 * that all are compiled and have filled their caches alike; then `rounds` times, counted.
 */
export function medians(rounds: number, ...tasks: readonly (() => unknown)[]): readonly number[] {
  const warmAt = performance.now() + warmUpMs;
  while (performance.now() < warmAt) for (const task of tasks) task();
  const times = tasks.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    tasks.forEach((task, index) => {
      const start = performance.now();
      task();
      times[index]?.push(performance.now() - start);
    });
  }
  return times.map(medianOf);
}

const warmUpMs = 3000;

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
