// Runs before `npm start` and `npm test`, so that a fresh clone needs no other command.
// Imports only Node and its neighbours, since it runs before anything is installed.
//
//   node scripts/prepare.mjs            packages
//   node scripts/prepare.mjs --browser  packages, and a browser for the tests

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findOrInstallBrowser } from './browser.mjs';
import { installPackages } from './install.mjs';
import { nodeVersionFits } from './node-version.mjs';
import { browserFile, cacheFolder, projectFolder } from './project.mjs';

function checkNode() {
  const packageFile = path.join(projectFolder, 'package.json');
  const range = JSON.parse(readFileSync(packageFile, 'utf8')).engines.node;
  if (!nodeVersionFits(process.versions.node, range)) {
    throw new Error(`Podpath needs Node ${range}. This is Node ${process.versions.node}.`);
  }
}

async function prepareBrowser() {
  const browser = await findOrInstallBrowser();
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(browserFile, `${JSON.stringify(browser)}\n`);
}

try {
  checkNode();
  installPackages();
  if (process.argv.includes('--browser')) await prepareBrowser();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
