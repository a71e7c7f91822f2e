// Adds up the JavaScript that a first visit loads, compressed as a good web host would, and fails when it is more than the
// budgets: what the first picture waits for, and what the page needs until all of it can be used. The reader's language
// counts from the start, for labels of the picture are in it. Parts that load later (the editor, causes of failures, other
// dynamic imports) do not count.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { parseAst } from 'vite';
import { projectFolder } from './project.mjs';

const picture = { what: 'before the first picture', budgetBytes: 150_000 };
const page = { what: 'until the page can be used', budgetBytes: 200_000 };
const distFolder = path.join(projectFolder, 'dist');

/**
 * The files of JavaScript that index.html names in tags of this kind.
 *
 * @param {RegExp} kind of the whole tag
 * @returns {string[]} paths in dist
 */
function namedByPage(kind) {
  const html = readFileSync(path.join(distFolder, 'index.html'), 'utf8');
  return [...html.matchAll(/<(?:script|link)\b[^>]*>/g)]
    .filter(([tag]) => kind.test(tag))
    .map(([tag]) => /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1])
    .filter((address) => address !== undefined)
    .map((address) => path.normalize(address));
}

/**
 * @param {string} file path in dist
 * @returns {string[]} the files it imports statically
 */
function importedBy(file) {
  const { body } = parseAst(readFileSync(path.join(distFolder, file), 'utf8'));
  return body
    .map((statement) => ('source' in statement ? statement.source?.value : undefined))
    .filter((source) => source !== undefined)
    .map((source) => path.join(path.dirname(file), source));
}

/**
 * The chunk of the language that weighs most: the reader's language is fetched before anything is shown.
 *
 * @returns {string[]} its path in dist
 */
function largestLanguage() {
  const languages = readdirSync(path.join(projectFolder, 'src/i18n'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const chunks = readdirSync(path.join(distFolder, 'assets')).filter((file) =>
    languages.some((language) => file.startsWith(`${language}-`) && file.endsWith('.js')),
  );
  if (chunks.length < languages.length) throw new Error('A language has no chunk of its own.');
  const sizes = chunks.map((file) => ({ file, bytes: compressed(path.join('assets', file)) }));
  return sizes
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, 1)
    .map(({ file }) => path.join('assets', file));
}

/**
 * @param {string} file path in dist
 * @returns {number} bytes
 */
function compressed(file) {
  return brotliCompressSync(readFileSync(path.join(distFolder, file))).length;
}

/**
 * @param {readonly string[]} files paths in dist
 * @returns {string[]} these and all that they import statically
 */
function withImports(files) {
  const found = new Set(files);
  // Sets visit what is added during the loop as well.
  for (const file of found) importedBy(file).forEach((imported) => found.add(imported));
  return [...found];
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(7)} kB`;

/** @param {string} why */
function fail(why) {
  console.error(why);
  process.exitCode = 1;
}

/**
 * Prints what is loaded, and how it compares with the budget.
 *
 * @param {readonly string[]} files paths in dist
 * @param {number} loadedBefore bytes of what is there already
 * @param {{ what: string, budgetBytes: number }} stage
 * @returns {number} bytes of all that is there now
 */
function report(files, loadedBefore, { what, budgetBytes }) {
  const sizes = files.map((file) => ({ file, bytes: compressed(file) }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, loadedBefore);
  for (const { file, bytes } of sizes.toSorted((a, b) => b.bytes - a.bytes)) {
    console.log(`${kilobytes(bytes)}  ${file}`);
  }
  const budget = kilobytes(budgetBytes).trim();
  console.log(`${kilobytes(total)}  ${what}, of at most ${budget} (JavaScript, brotli)\n`);
  if (total > budgetBytes) fail(`${kilobytes(total - budgetBytes).trim()} too much ${what}.`);
  return total;
}

const first = withImports([...namedByPage(/^<script/), ...largestLanguage()]);
const all = withImports([...first, ...namedByPage(/\brel="?modulepreload\b/)]);
const rest = all.filter((file) => !first.includes(file));

const before = report(first, 0, picture);
report(rest, before, page);
if (namedByPage(/^<script/).length === 0) fail('dist/index.html loads no script.');
if (!rest.some((file) => path.basename(file).startsWith('react-'))) {
  fail('The first picture waits for React, or the panels are not preloaded.');
}
