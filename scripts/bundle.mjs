import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { installPackages } from './install.mjs';
import { programs } from './programs.mjs';
import { cacheFolder, projectFolder } from './project.mjs';

/** A bundle that nobody made or used for so long may be deleted. */
const oldAgeMilliseconds = 60 * 60 * 1000;

/**
 * Makes the bundle of a program unless there is one of the present sources already. Several
 * processes may do so at once. Says nothing on standard output; throws when the sources do not build.
 *
 * @param {string} name a key of {@link programs}
 * @returns {string} the bundle, a single JavaScript file
 */
export function bundle(name) {
  const program = programs[name];
  if (!program)
    throw new Error(`No program "${name}". There are ${Object.keys(programs).join(', ')}.`);
  const state = fingerprint(projectFolder, program.sources, [
    'vite.config.ts',
    'package-lock.json',
  ]);
  const folder = path.join(cacheFolder, `${name}-${state}`);
  if (!existsSync(folder)) {
    installPackages();
    build(program.entry, folder);
    removeOldBundles(name, folder);
  }
  return path.join(folder, 'main.mjs');
}

/**
 * @param {string} entry
 * @param {string} folder appears complete or not at all
 */
function build(entry, folder) {
  const unfinished = `${folder}.${process.pid}`;
  const vite = path.join(projectFolder, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status } = spawnSync(
    process.execPath,
    [vite, 'build', '--ssr', entry, '--outDir', unfinished, '--logLevel', 'error'],
    { cwd: projectFolder, stdio: ['ignore', process.stderr.fd, process.stderr.fd] },
  );
  if (status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`${entry} does not build.`);
  }
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another process was faster, and its bundle is as good as ours.
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/**
 * @param {string} name
 * @param {string} current
 */
function removeOldBundles(name, current) {
  for (const entry of readdirSync(cacheFolder)) {
    const folder = path.join(cacheFolder, entry);
    if (!entry.startsWith(`${name}-`) || folder === current) continue;
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age > oldAgeMilliseconds) rmSync(folder, { recursive: true, force: true });
  }
}
