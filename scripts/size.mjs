// Adds up the JavaScript that a first visit loads, compressed as a good web host would, and fails
// when it is more than the budget. Counted is what the first frame waits for: the page's scripts and the
// largest language. Parts that load later (other dynamic imports, workers) do not count.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { parseAst } from 'vite';
import { projectFolder } from './project.mjs';

const budgetBytes = 200_000;
const distFolder = path.join(projectFolder, 'dist');

/**
 * The scripts that index.html names: the entry and what it preloads.
 *
 * @returns {string[]} paths in dist
 */
function namedByPage() {
  const html = readFileSync(path.join(distFolder, 'index.html'), 'utf8');
  return [...html.matchAll(/<(?:script|link)\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => tag.startsWith('<script') || /\brel="?modulepreload\b/.test(tag))
    .map((tag) => /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1])
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

function firstLoad() {
  const found = new Set([...namedByPage(), ...largestLanguage()]);
  // Sets visit what is added during the loop as well.
  for (const file of found) importedBy(file).forEach((imported) => found.add(imported));
  return [...found];
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(7)} kB`;

const files = firstLoad().map((file) => ({ file, bytes: compressed(file) }));
const total = files.reduce((sum, { bytes }) => sum + bytes, 0);

for (const { file, bytes } of files.toSorted((a, b) => b.bytes - a.bytes)) {
  console.log(`${kilobytes(bytes)}  ${file}`);
}
console.log(
  `${kilobytes(total)}  first load, of at most ${kilobytes(budgetBytes).trim()} (JavaScript, brotli)`,
);

if (files.length === 0) {
  console.error('dist/index.html loads no script.');
  process.exitCode = 1;
} else if (total > budgetBytes) {
  console.error(`The first load is ${kilobytes(total - budgetBytes).trim()} too large.`);
  process.exitCode = 1;
}
