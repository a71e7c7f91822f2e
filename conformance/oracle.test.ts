import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { remember } from '../src/base/remember.ts';
import { casesOf, runSuite, suites } from './suites.ts';
import type { Suite } from './types.ts';

/** Suites that need not pass in full yet: how many of their cases have to. A suite that is not here has to pass in full. */
const bars: Readonly<Record<string, number>> = {
  apiserver: 461,
  'apiserver-objects': 461,
  'apiserver-text': 461,
  'apiserver-events': 196,
  validation: 298,
  failures: 79,
  'failures-mesh': 0,
};

/** Every suite runs once, however many tests ask for its results. */
const resultsOf = remember((suite: Suite) =>
  runSuite(suite, JSON.parse(readFileSync(casesOf(suite), 'utf8'))),
);

describe.each(suites.map((suite) => [suite.name, suite] as const))('%s', (name, suite) => {
  const results = resultsOf(suite);
  const failed = results.filter(({ passed }) => !passed);

  test('has cases', () => {
    expect(results.length).toBeGreaterThan(0);
  });

  if (bars[name] === undefined) {
    test.each(failed)('$id', ({ expected, actual }) => {
      expect(actual).toBe(expected);
      expect.fail('Failed although both texts are the same.');
    });
  } else {
    test('passes its bar', () => {
      expect(results.length - failed.length).toBeGreaterThanOrEqual(bars[name] ?? 0);
    });
  }
});

test('README.md publishes these numbers', () => {
  const page = readFileSync('README.md', 'utf8');
  const rows = [...page.matchAll(/^\| `([\w-]+)` \|.*\| (\d+\/\d+) \|$/gm)];
  const numbers = suites.map((suite) => {
    const results = resultsOf(suite);
    return [suite.name, `${results.filter(({ passed }) => passed).length}/${results.length}`];
  });
  expect(Object.fromEntries(rows.map(([, name, number]) => [name, number]))).toEqual(
    Object.fromEntries(numbers),
  );
});

test('what a suite cannot read counts as failed', () => {
  const suite: Suite = {
    name: 'fussy',
    run: (file) =>
      (file as { cases: readonly { id: string }[] }).cases.map(({ id }) => ({
        id,
        passed: true,
        expected: '',
        actual: '',
      })),
  };
  const results = runSuite(suite, { cases: [{ id: 'good' }, null] });
  expect(results.map(({ id, passed }) => [id, passed])).toEqual([
    ['good', true],
    ['case 1 (no id)', false],
  ]);
});
