import type { Result, Suite } from './types.ts';

const files = import.meta.glob<Suite | readonly Suite[]>('./*/suite.ts', {
  eager: true,
  import: 'default',
});

/** All suites, in order of name. */
export const suites: readonly Suite[] = Object.values(files)
  .flat()
  .sort((left, right) => (left.name < right.name ? -1 : 1));

/** The suites that a name means: the one of that name, and all that ask of the cases in a folder of that name. */
export function suitesNamed(name: string): readonly Suite[] {
  return suites.filter((suite) => suite.name === name || suite.folder === name);
}

/** Where a suite's own cases lie, from the project's folder. */
export function casesOf({ name, folder = name }: Suite): string {
  return `conformance/${folder}/cases.json`;
}

/**
 * Runs each case of a file that the suite asks of, by itself, so that one it cannot even read fails alone and counts. `file` is the parsed file.
 * Throws when it holds no list of cases.
 */
export function runSuite(suite: Suite, file: unknown): readonly Result[] {
  const { cases } = (file ?? {}) as { readonly cases?: unknown };
  if (!Array.isArray(cases)) throw new Error('The file has no list "cases".');
  return (cases as readonly unknown[]).flatMap((one, index) =>
    isAsked(suite, one)
      ? [runCase(suite, { ...(file as object), cases: [one] }, idOf(one, index))]
      : [],
  );
}

/** What is no case at all cannot be left out. */
function isAsked(suite: Suite, one: unknown): boolean {
  return typeof one !== 'object' || one === null || (suite.asks?.(one) ?? true);
}

function runCase(suite: Suite, file: unknown, id: string): Result {
  const failed = (actual: string): Result => ({
    id,
    passed: false,
    expected: 'one result',
    actual,
  });
  try {
    const [result, ...more] = suite.run(file);
    return result && more.length === 0
      ? result
      : failed(result ? `${more.length + 1} results` : 'none');
  } catch (error) {
    return failed(String(error));
  }
}

function idOf(one: unknown, index: number): string {
  const { id } = (one ?? {}) as { readonly id?: unknown };
  return typeof id === 'string' ? id : `case ${index} (no id)`;
}
