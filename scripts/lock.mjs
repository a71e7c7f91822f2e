import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} LockEntry
 * @typedef {Record<string, LockEntry>} LockEntries by folder, as in package-lock.json
 */

/**
 * Tells whether node_modules holds exactly what package-lock.json asks for.
 *
 * @param {string} projectFolder
 * @returns {boolean}
 */
export function isInstalled(projectFolder) {
  const installedFile = path.join(projectFolder, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = readEntries(path.join(projectFolder, 'package-lock.json'));
  const installed = readEntries(installedFile);
  return (
    sameEntries(wanted, installed) &&
    Object.keys(installed).every((folder) => existsSync(path.join(projectFolder, folder)))
  );
}

/**
 * Compares versions and folders, not dates, since a checkout changes dates. Optional packages do not
 * count: which of them are installed depends on the machine.
 *
 * @param {LockEntries} wanted
 * @param {LockEntries} installed
 * @returns {boolean}
 */
export function sameEntries(wanted, installed) {
  return summary(wanted) === summary(installed);
}

/** @param {LockEntries} entries */
function summary(entries) {
  return Object.entries(entries)
    .filter(([folder, entry]) => folder !== '' && !entry.optional && !entry.devOptional)
    .map(([folder, entry]) => `${folder}@${entry.version}`)
    .toSorted()
    .join('\n');
}

/**
 * @param {string} file
 * @returns {LockEntries}
 */
function readEntries(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
