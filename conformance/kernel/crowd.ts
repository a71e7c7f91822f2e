import type { Played } from './play.ts';
import type { RecordedMany } from './recording.ts';

/** What was recorded of many connections: how they ended and who served them. More than one server had its even share of them. */
export function recordedCrowd({ connections, servers, verdicts }: RecordedMany): readonly string[] {
  return linesOf(connections, verdicts, servers, servers.length > 1);
}

/** The same of connections that were simulated. */
export function crowd({ traces, cluster }: Played): readonly string[] {
  const served = new Map<string, number>();
  for (const { outcome } of traces) {
    const server = outcome.answeredBy && cluster.namespaces.get(outcome.answeredBy)?.name;
    if (server !== undefined) served.set(server, (served.get(server) ?? 0) + 1);
  }
  const verdicts = new Set(
    traces.map(({ outcome }) => (outcome.result === 'delivered' ? 'connected' : outcome.result)),
  );
  const even = served.size > 1 && isEven([...served.values()]);
  return linesOf(traces.length, [...verdicts], [...served.keys()].toSorted(), even);
}

function linesOf(
  connections: number,
  verdicts: readonly string[],
  servers: readonly string[],
  even: boolean,
): readonly string[] {
  return [
    `${connections} connections: ${verdicts.join(', ')}`,
    `served by ${servers.join(', ')}${even ? ', evenly' : ''}`,
  ];
}

/**
 * Whether counts differ from each other no more than chance allows: Pearson's chi-square, with the bound that even shares stay below
 * 999 times of 1000 (by Wilson and Hilferty's approximation).
 */
function isEven(counts: readonly number[]): boolean {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const chiSquare = counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
  const freedom = counts.length - 1;
  const bound = freedom * (1 - 2 / (9 * freedom) + 3.09 * Math.sqrt(2 / (9 * freedom))) ** 3;
  return chiSquare < bound;
}
