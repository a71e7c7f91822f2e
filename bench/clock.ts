/** Makes ready, uncounted, and returns the work that is measured. */
type Task = () => () => unknown;

/**
 * The median milliseconds of processor time that each task takes, all threads of this process together: what other programs do
 * meanwhile does not count, what the collector and the compiler do does. The tasks run in turns, so that all feel the same
 * machine; at first for a while uncounted, so that all are compiled and have filled their caches alike, then `rounds` times.
 */
export function medians(rounds: number, ...tasks: readonly Task[]): readonly number[] {
  const warmAt = processorMs() + warmUpMs;
  while (processorMs() < warmAt) for (const task of tasks) task()();
  const times = tasks.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    tasks.forEach((task, index) => {
      const work = task();
      const start = processorMs();
      work();
      times[index]?.push(processorMs() - start);
    });
  }
  return times.map(medianOf);
}

const warmUpMs = 3000;

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
