/** What few texts need, in a chunk of its own. */
export { readPaths } from './paths.ts';
export { troublesOf } from './troubles.ts';
