import type { Pod, Service } from '../api/kinds/types.ts';
import type { ReportedTrouble } from './troubles.ts';

let late: typeof import('./late.ts') | undefined;

/**
 * Fetches what judges probes, and processes that do not stay up, and what reads the annotations about them. To be awaited before a text is
 * read of which {@link mayHaveTroubles} says so.
 */
export async function loadTroubles(): Promise<void> {
  late = await import('./late.ts');
}

/** Whether a text is likely to need it. */
export function mayHaveTroubles(text: string): boolean {
  return /Probe\b|podpath\.dev\//.test(text);
}

/** What is wrong with the containers of a Pod that has this address; nothing as long as the code that judges is not here. */
export function troublesOf(
  pod: Pod,
  address: string,
  services: readonly Service[],
): readonly ReportedTrouble[] {
  return late?.troublesOf(pod, address, services) ?? [];
}

/** HTTP status by path, where a Pod says that its container of this name has any. */
export function pathsIn(
  { metadata }: Pod,
  container: string,
): ReadonlyMap<string, number> | undefined {
  const text = metadata.annotations?.['podpath.dev/paths'];
  return text === undefined ? undefined : late?.readPaths(text, container);
}
