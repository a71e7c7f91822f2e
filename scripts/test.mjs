// `npm test`: every check there is, from quick to slow. Stops at the first one that fails.
// The last line tells how many tests passed and failed, whatever happens.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { addCounts, countBrowserTests, countUnitTests, describeCounts } from './counts.mjs';
import { npm } from './npm.mjs';
import { cacheFolder } from './project.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */

/** @type {Counts} */
const none = { passed: 0, failed: 0, skipped: 0 };

mkdirSync(cacheFolder, { recursive: true });
const reportFolder = mkdtempSync(path.join(cacheFolder, 'report-'));
const unitReport = path.join(reportFolder, 'unit.json');
const browserReport = path.join(reportFolder, 'browser.json');

/**
 * One step: the npm script to run, with more arguments or environment, and for a test runner how to
 * count what it reported.
 *
 * @typedef {{
 *   script: string,
 *   options?: string[],
 *   environment?: Record<string, string>,
 *   count?: () => Counts,
 * }} Stage
 *
 * @type {Stage[]}
 */
const stages = [
  { script: 'typecheck' },
  { script: 'lint' },
  { script: 'format:check' },
  { script: 'unused' },
  {
    script: 'unit',
    options: ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
    count: () => countReport(unitReport, countUnitTests),
  },
  // Says that it is skipped where there is no root on Linux.
  { script: 'kernel-lab' },
  { script: 'build' },
  { script: 'size' },
  {
    script: 'e2e:built',
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport },
    count: () => countReport(browserReport, countBrowserTests),
  },
];

/**
 * @param {string} file
 * @param {(report: any) => Counts} count
 */
function countReport(file, count) {
  return existsSync(file) ? count(JSON.parse(readFileSync(file, 'utf8'))) : none;
}

/**
 * A stage that fails without a failed test, such as the type check, counts as one failure: the last
 * line of a failed run never reads `0 failed`.
 *
 * @param {Stage} stage
 * @returns {Counts}
 */
function runStage({ script, options = [], environment, count }) {
  console.log(`\n== ${script}`);
  const start = Date.now();
  const status = npm(
    ['run', '--silent', script, '--', ...options],
    environment ? { environment } : {},
  );
  const counts = count?.() ?? none;
  const isEmpty = count !== undefined && counts.passed + counts.failed === 0;
  if (isEmpty) console.error(`"${script}" ran no test.`);
  console.log(`== ${script}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
  return (status !== 0 || isEmpty) && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

let total = none;
try {
  for (const stage of stages) {
    total = addCounts(total, runStage(stage));
    if (total.failed > 0) {
      console.error(`\nStopped: "${stage.script}" failed. Alone: npm run ${stage.script}`);
      process.exitCode = 1;
      break;
    }
  }
} finally {
  rmSync(reportFolder, { recursive: true, force: true });
}
console.log(`\n${describeCounts(total)}`);
