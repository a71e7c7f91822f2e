import { fileURLToPath } from 'node:url';
import path from 'node:path';

/** The folder that holds package.json. */
export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

/** Results that can be made again at any time; `npm ci` clears it. */
export const cacheFolder = path.join(projectFolder, 'node_modules', '.cache', 'podpath');

/** Where the browser for the tests is written down: by prepare.mjs, for playwright.config.ts. */
export const browserFile = path.join(cacheFolder, 'browser.json');
