import { readFileSync } from 'node:fs';
import { casesOf, runSuite, suites, suitesNamed } from './suites.ts';
import type { Result, Suite } from './types.ts';

/*
 * npm run -s oracle                           every suite on its own cases
 * npm run -s oracle -- SUITE                  one suite on its own cases, with those that share its folder
 * npm run -s oracle -- SUITE PATH/TO/cases.json    one suite on another file of the same schema
 * npm run -s oracle -- --verbose …                 the cases that passed, too
 *
 * Prints `SUITE: passed/total` for each, then the cases that failed. The exit status is 0 when all passed, 1 when one failed,
 * 2 when the command line or the file could not be used.
 */
const words = process.argv.slice(2);
const isVerbose = words.includes('--verbose');
const [name, path, ...rest] = words.filter((word) => word !== '--verbose');
const chosen = name === undefined ? suites : suitesNamed(name);
if (chosen.length === 0 || rest.length > 0) {
  console.error(`Usage: npm run -s oracle -- [--verbose] [SUITE [PATH/TO/cases.json]]`);
  console.error(`Suites: ${suites.map((suite) => suite.name).join(', ')}`);
  process.exitCode = 2;
} else {
  process.exitCode = runAll(chosen, path);
}

function runAll(chosenSuites: readonly Suite[], file: string | undefined): number {
  const told: string[] = [];
  let failures = 0;
  for (const suite of chosenSuites) {
    const results = read(suite, file ?? casesOf(suite));
    if (!results) return 2;
    const failed = results.filter(({ passed }) => !passed);
    console.log(`${suite.name}: ${results.length - failed.length}/${results.length}`);
    failures += failed.length;
    told.push(...(isVerbose ? results : failed).map((result) => describe(suite, result)));
  }
  for (const each of told) console.log(`\n${each}`);
  return failures > 0 ? 1 : 0;
}

function read(suite: Suite, file: string): readonly Result[] | undefined {
  try {
    return runSuite(suite, JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function describe({ name: suite }: Suite, { id, passed, expected, actual }: Result): string {
  return `${suite} ${id}${passed ? ' passed' : ''}\n  expected: ${indent(expected)}\n  actual:   ${indent(actual)}`;
}

function indent(text: string): string {
  return text.replaceAll('\n', '\n            ');
}
