let late: typeof import('./late.ts') | undefined;

/** Brings the code of faults here. To be awaited before a cluster with some is programmed; few have any. */
export async function loadFaults(): Promise<void> {
  late = await import('./late.ts');
}

/** What faults do, where their code is here. */
export function faultsCode() {
  return late;
}
