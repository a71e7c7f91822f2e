import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectFolder } from './project.mjs';

/** @type {Readonly<Record<string, string>>} */
const contentTypes = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/**
 * A server that hands out the files of one folder under a path, as a plain web host does: to this
 * machine only, without a fallback page, and with the index for a folder.
 *
 * @param {string} folder
 * @param {string} basePath begins and ends with a slash
 * @returns {import('node:http').Server}
 */
export function createStaticServer(folder, basePath) {
  return createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const file = locate(folder, basePath, request.url ?? '/');
    if (file === undefined) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n');
      return;
    }
    response.writeHead(200, {
      'Content-Type': contentTypes[path.extname(file)] ?? 'application/octet-stream',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    });
    if (request.method === 'HEAD') response.end();
    else createReadStream(file).pipe(response);
  });
}

/**
 * @param {string} folder
 * @param {string} basePath
 * @param {string} address path and query of the request
 * @returns {string | undefined} the file, or undefined when there is none to hand out
 */
function locate(folder, basePath, address) {
  const pathname = decodePath(address.replace(/[?#].*$/s, ''));
  if (!pathname?.startsWith(basePath) || pathname.includes('\0')) return undefined;
  const relative = pathname.slice(basePath.length);
  const file = path.join(
    folder,
    relative === '' || relative.endsWith('/') ? `${relative}index.html` : relative,
  );
  const isInside = file.startsWith(path.join(folder, path.sep));
  return isInside && statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

/** @param {string} text */
function decodePath(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

// Run as a program, it serves the built app; the tests wait for the line that it prints.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const basePath = process.argv[2] ?? '/';
  const server = createStaticServer(path.join(projectFolder, 'dist'), basePath);
  server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
    const address = server.address();
    if (address === null || typeof address === 'string') return;
    console.log(`Listening on http://127.0.0.1:${address.port}${basePath}`);
  });
}
