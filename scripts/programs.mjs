/**
 * The programs that are started with `npm run <name> -- <arguments>`. Their sources use Vite's
 * `import.meta.glob`, which Node cannot read, so each is bundled before it runs.
 *
 * - `entry`: the source file that is the program
 * - `sources`: what the bundle is made from; a change in there makes the bundle stale
 * - `runsIn`: whether relative paths in the arguments count from the folder the user stands in,
 *   or from the project
 *
 * @typedef {{ entry: string, sources: readonly string[], runsIn: 'caller' | 'project' }} Program
 *
 * @type {Readonly<Record<string, Program>>}
 */
export const programs = {
  podpath: { entry: 'src/cli/main.ts', sources: ['src', 'lessons'], runsIn: 'caller' },
  oracle: {
    entry: 'conformance/run.ts',
    sources: ['src', 'lessons', 'conformance'],
    runsIn: 'project',
  },
  'kernel-lab': {
    entry: 'conformance/lab/run.ts',
    sources: ['src', 'conformance'],
    runsIn: 'project',
  },
  bench: { entry: 'bench/run.ts', sources: ['src', 'lessons', 'bench'], runsIn: 'project' },
};
