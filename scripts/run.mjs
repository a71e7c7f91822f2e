// Runs one of our own programs, bundling it first if its sources changed.
//
//   node scripts/run.mjs <program> <arguments>   run it; the exit status is the program's
//   node scripts/run.mjs --build <program>       only make the bundle

import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';
import { programs } from './programs.mjs';

/**
 * A mistake in the sources has been shown by then; where our scripts noticed it is of no interest.
 *
 * @param {string} name
 */
function bundleOrExit(name) {
  try {
    return bundle(name);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

/**
 * @param {string} name
 * @param {readonly string[]} programArguments
 */
async function run(name, programArguments) {
  const file = bundleOrExit(name);
  // npm changes to the project's folder first, and tells here where the user stood.
  const { INIT_CWD, npm_lifecycle_event } = process.env;
  if (INIT_CWD && npm_lifecycle_event === name && programs[name]?.runsIn === 'caller') {
    process.chdir(INIT_CWD);
  }
  process.setSourceMapsEnabled(true);
  process.argv = [process.execPath, file, ...programArguments];
  await import(pathToFileURL(file).href);
}

const [first = '', ...rest] = process.argv.slice(2);
if (first === '--build') bundleOrExit(rest[0] ?? '');
else await run(first, rest);
