import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { browserFile, cacheFolder } from './scripts/project.mjs';

/** Not the root, to prove that the app runs under any path of a host. */
const basePath = '/some/sub-path/';

/**
 * The browser that scripts/prepare.mjs found. Without its note, Playwright falls back to its own.
 */
function browserExecutable(): { executablePath?: string } {
  if (!existsSync(browserFile)) return {};
  const { executablePath } = JSON.parse(readFileSync(browserFile, 'utf8')) as {
    executablePath: string;
  };
  return { executablePath };
}

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // Ends what hangs. How fast anything is, on whatever else runs here meanwhile, is a question for the bench.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  workers: 2,
  reporter: [['line'], ['json', { outputFile: path.join(cacheFolder, 'browser-tests.json') }]],
  use: {
    // The port is in the line that the server prints; `wait` below puts it into the environment.
    baseURL: `http://127.0.0.1:${process.env.PODPATH_PORT}${basePath}`,
    browserName: 'chromium',
    locale: 'en-US',
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    launchOptions: {
      ...browserExecutable(),
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-quic',
        '--disable-sync',
        '--no-first-run',
        // The app must not need any other host, so no name resolves.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ],
    },
  },
  webServer: {
    command: `node scripts/serve.mjs ${basePath}`,
    wait: { stdout: /Listening on http:\/\/127\.0\.0\.1:(?<podpath_port>\d+)/ },
    timeout: 60_000,
  },
});
