import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { medianOf } from './clock.ts';
import type { Frames } from './frame/page.ts';
import type { Benchmark } from './types.ts';

const frameCount = 200;
/** Programs run in the project's folder. */
const pageFolder = path.resolve('bench/frame');
const browserFile = 'node_modules/.cache/podpath/browser.json';

/** A frame of the real stage with 1,000 moving packets, against 1,000 filled circles on a bare canvas in the same page. */
export const benchmark: Benchmark = {
  name: 'frame',
  async run() {
    const folder = mkdtempSync(path.join(tmpdir(), 'podpath-frame-'));
    try {
      await build({
        configFile: false,
        root: pageFolder,
        base: './',
        logLevel: 'error',
        build: { outDir: folder, emptyOutDir: true },
      });
      const { ours, bare } = await framesOf(folder);
      return [
        {
          name: '1,000 moving packets',
          against: 'a bare canvas with 1,000 circles',
          oursMs: medianOf(ours),
          theirsMs: medianOf(bare),
          ratioMax: 2,
        },
      ];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

async function framesOf(folder: string): Promise<Frames> {
  const server = await preview({
    configFile: false,
    root: pageFolder,
    logLevel: 'error',
    build: { outDir: folder },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const { executablePath } = JSON.parse(readFileSync(browserFile, 'utf8')) as {
    executablePath: string;
  };
  const browser = await chromium.launch({ executablePath });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await page.waitForFunction(() => 'measureFrames' in window);
    return await page.evaluate((count) => window.measureFrames(count), frameCount);
  } finally {
    await browser.close();
    await server.close();
  }
}
