import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

/**
 * A browser that the tests can drive.
 *
 * @typedef {{ executablePath: string, version: string }} Browser
 */

/**
 * Finds Chromium, Chrome or Edge for the tests and installs Chromium when there is none.
 * The environment variable CHROME_PATH comes before all else. Throws with advice when nothing works.
 *
 * @returns {Promise<Browser>}
 */
export async function findOrInstallBrowser() {
  if (process.env.CHROME_PATH) return requireBrowser(process.env.CHROME_PATH);
  if (isDebianRoot() && !existsSync(koreanFont)) installOnDebian(['fonts-noto-cjk']);
  return (
    (await findBrowser()) ??
    (await installBrowser()) ??
    fail('No browser found. Install Chrome, Chromium or Edge, or set CHROME_PATH to its program.')
  );
}

/** @returns {Promise<Browser | undefined>} */
async function findBrowser() {
  for (const executablePath of [await playwrightBrowser(), ...systemBrowsers()]) {
    const browser = inspect(executablePath);
    if (browser) return browser;
  }
  return undefined;
}

/** @returns {Promise<Browser | undefined>} */
async function installBrowser() {
  if (isDebianRoot()) {
    installOnDebian(['chromium']);
    const browser = await findBrowser();
    if (browser) return browser;
  }
  console.log('Downloading a browser for the tests ...');
  const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
  spawnSync(process.execPath, [playwright, 'install', 'chromium'], { stdio: 'inherit' });
  return findBrowser();
}

/** Imported late: the packages may have been installed only a moment ago. */
async function playwrightBrowser() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

/**
 * The places where Chrome, Chromium and Edge install themselves, whether they are there or not.
 *
 * @returns {string[]}
 */
function systemBrowsers() {
  if (process.platform === 'darwin') return macBrowsers();
  if (process.platform === 'win32') return windowsBrowsers();
  return pathBrowsers();
}

function macBrowsers() {
  return ['/Applications', path.join(os.homedir(), 'Applications')].flatMap((folder) =>
    ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) =>
      path.join(folder, `${name}.app`, 'Contents', 'MacOS', name),
    ),
  );
}

function windowsBrowsers() {
  return [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      path.join(folder, 'Chromium', 'Application', 'chrome.exe'),
      path.join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]);
}

function pathBrowsers() {
  const folders = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder));
  return [
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
    'microsoft-edge-stable',
    'microsoft-edge',
  ].flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

/**
 * @param {string} executablePath
 * @returns {Browser | undefined} undefined when it is absent, does not start, or is confined by snap
 */
function inspect(executablePath) {
  if (!existsSync(executablePath) || isSnap(executablePath)) return undefined;
  // On Windows `--version` opens a window instead of answering.
  if (process.platform === 'win32') return { executablePath, version: 'unknown' };
  try {
    const version = execFileSync(executablePath, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 30_000,
    }).trim();
    const isBrowser = /Chrom|Edge/.test(version) && !/snap/i.test(version);
    return isBrowser ? { executablePath, version } : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} executablePath */
function isSnap(executablePath) {
  return [executablePath, realpathSync(executablePath)].some((file) => /\bsnap\b/.test(file));
}

/**
 * @param {string} executablePath
 * @returns {Browser}
 */
function requireBrowser(executablePath) {
  return inspect(executablePath) ?? fail(`CHROME_PATH is no usable browser: ${executablePath}`);
}

/** Without it the tests would draw Korean as empty boxes. */
const koreanFont = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc';

/** Ubuntu does not count: its chromium package is a snap. */
function isDebianRoot() {
  return (
    process.getuid?.() === 0 &&
    existsSync('/etc/os-release') &&
    /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}

/**
 * Failing is not fatal here; whoever needs the package notices that it is missing.
 *
 * @param {readonly string[]} packages
 */
function installOnDebian(packages) {
  console.log(`Installing ${packages.join(', ')} for the tests ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'inherit' });
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  spawnSync('apt-get', install, { env, stdio: 'inherit' });
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  throw new Error(message);
}
