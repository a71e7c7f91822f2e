import { isInstalled } from './lock.mjs';
import { npm } from './npm.mjs';
import { projectFolder } from './project.mjs';

/**
 * Installs the packages that package-lock.json asks for, unless they are there already. Says nothing
 * on standard output; throws when npm fails.
 */
export function installPackages() {
  if (isInstalled(projectFolder)) return;
  console.error('Installing packages ...');
  const status = npm(['ci', '--include=dev', '--no-audit', '--no-fund'], {
    output: process.stderr.fd,
  });
  if (status !== 0) throw new Error('npm ci failed; its message is above.');
}
