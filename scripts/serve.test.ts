import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStaticServer } from './serve.mjs';

let parent: string;
let server: Server;

beforeAll(async () => {
  parent = mkdtempSync(path.join(os.tmpdir(), 'podpath-serve-'));
  mkdirSync(path.join(parent, 'dist', 'assets'), { recursive: true });
  writeFileSync(path.join(parent, 'dist', 'index.html'), 'page');
  writeFileSync(path.join(parent, 'dist', 'assets', 'a.js'), 'script');
  writeFileSync(path.join(parent, 'secret'), 'secret');
  server = createStaticServer(path.join(parent, 'dist'), '/base/');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.close();
  rmSync(parent, { recursive: true });
});

test.each([
  ['/base/', 200, 'text/html; charset=utf-8'],
  ['/base/index.html?query', 200, 'text/html; charset=utf-8'],
  ['/base/assets/a.js', 200, 'text/javascript; charset=utf-8'],
  ['/base/assets', 404, 'text/plain'],
  ['/base/missing.js', 404, 'text/plain'],
  ['/assets/a.js', 404, 'text/plain'],
  ['/base/../secret', 404, 'text/plain'],
  ['/base/..%2fsecret', 404, 'text/plain'],
  ['/base/%', 404, 'text/plain'],
])('%s answers %i', async (address, status, contentType) => {
  expect(await head(address)).toEqual({ status, contentType });
});

/** Not fetch, which would tidy up the address. */
function head(address: string) {
  const { port } = server.address() as { port: number };
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: address, method: 'HEAD' }, (response) => {
      resolve({ status: response.statusCode, contentType: response.headers['content-type'] });
    })
      .on('error', reject)
      .end();
  });
}
