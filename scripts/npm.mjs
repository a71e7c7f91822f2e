import { spawnSync } from 'node:child_process';
import { projectFolder } from './project.mjs';

/**
 * Runs npm in the project with the given arguments, showing its output, and returns its exit status.
 *
 * Starts the npm that started this script, by way of Node, because a `.cmd` file cannot be spawned
 * on Windows without a shell. Throws when this script was not started by npm.
 *
 * @param {readonly string[]} commandArguments
 * @param {{ environment?: Readonly<Record<string, string>>, output?: number }} [options]
 *   `environment` is added to that of this process; `output` is the file descriptor for what npm
 *   writes to standard output, by default our own
 * @returns {number}
 */
export function npm(commandArguments, { environment = {}, output = process.stdout.fd } = {}) {
  const npmScript = process.env.npm_execpath;
  if (npmScript === undefined || !/npm-cli\.c?js$/.test(npmScript)) {
    throw new Error('Please start this with npm: npm start, npm test or npm run <script>.');
  }
  const { status, error } = spawnSync(process.execPath, [npmScript, ...commandArguments], {
    cwd: projectFolder,
    env: { ...process.env, ...environment },
    stdio: ['inherit', output, 'inherit'],
  });
  if (error) throw error;
  return status ?? 1;
}
