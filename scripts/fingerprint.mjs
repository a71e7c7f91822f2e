import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Sums up names and contents of all files in some folders of the project, and of some single files.
 * Folders that do not exist count as empty. Equal fingerprints mean equal contents.
 *
 * @param {string} projectFolder
 * @param {readonly string[]} folders
 * @param {readonly string[]} files
 * @returns {string} 16 hexadecimal digits
 */
export function fingerprint(projectFolder, folders, files) {
  const hash = createHash('sha256');
  for (const file of [
    ...folders.flatMap((folder) => filesBelow(projectFolder, folder)),
    ...files,
  ]) {
    const content = readFileSync(path.join(projectFolder, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * @param {string} projectFolder
 * @param {string} folder
 * @returns {string[]} sorted, so that the order on disk does not matter
 */
function filesBelow(projectFolder, folder) {
  const absolute = path.join(projectFolder, folder);
  try {
    return readdirSync(absolute, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(projectFolder, path.join(entry.parentPath, entry.name)))
      .toSorted();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
