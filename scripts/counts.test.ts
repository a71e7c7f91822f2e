import { expect, test } from 'vitest';
import { addCounts, countBrowserTests, countUnitTests, describeCounts } from './counts.mjs';

test('unit tests: pending and planned ones are skipped, a file that does not load is a failure', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 3,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'passed', assertionResults: [{}] },
    ],
  };
  expect(countUnitTests(report)).toEqual({ passed: 5, failed: 2, skipped: 5 });
});

test('browser tests: errors outside of tests are failures', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
  expect(countBrowserTests({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test('the sum and its line', () => {
  const sum = addCounts({ passed: 1, failed: 0, skipped: 0 }, { passed: 2, failed: 1, skipped: 1 });
  expect(describeCounts(sum)).toBe('3 passed, 1 failed, 1 skipped');
  expect(describeCounts({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
});
