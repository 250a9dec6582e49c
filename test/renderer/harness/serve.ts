import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import fonts from '../../../fonts/fonts.json' with { type: 'json' };
import { withLock } from '../../../tools/setup/lock.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.map': 'application/json',
};

/** Where a page finds axe, so that its compiled code is kept as that of the page is. */
export const axePath = '/axe.min.js';
const axeFile = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));

/** A file of the build; the badges' fonts come from their packages, as the product serves them. */
function fileOf(directory: string, path: string): string {
  if (path === sep) return join(directory, 'index.html');
  if (path === axePath) return axeFile;
  const font = fonts.find((one) => path === `/fonts/${basename(one)}`);
  return font === undefined ? join(directory, path) : join(root, 'node_modules', font);
}

/**
 * Builds the page without a main process, as the product builds the page but for its division into files
 * (electron.vite.config.ts), unless `runFolder` has it already, where it is left for others of the same run.
 *
 * @returns its folder
 */
async function buildHarness(runFolder: string): Promise<string> {
  const directory = join(runFolder, 'harness-page');
  await withLock(async () => {
    if (!existsSync(directory)) await buildInto(directory);
  }, runFolder);
  return directory;
}

async function buildInto(directory: string): Promise<void> {
  const unfinished = await mkdtemp(`${directory}-`);
  await build({
    root: fileURLToPath(new URL('.', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir: unfinished,
      emptyOutDir: true,
      target: 'chrome130',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
  await rename(unfinished, directory);
}

/**
 * Serves the page on localhost until `close`.
 *
 * @param runFolder where the files of one test run share its build
 */
export async function serveHarness(
  runFolder: string,
): Promise<{ url: string; close: () => Promise<void> }> {
  const directory = await buildHarness(runFolder);
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = fileOf(directory, path);
    readFile(file).then(
      (body) => {
        response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
        // Names carry a hash of what is inside: a browser compiles the page's code once for all scenes.
        if (extname(file) !== '.html')
          response.setHeader('cache-control', 'max-age=86400, immutable');
        response.end(body);
      },
      () => {
        response.statusCode = path === '/favicon.ico' ? 204 : 404;
        response.end();
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
