import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { preview } from 'vite';
import fonts from '../../../platform/fonts/fonts.json' with { type: 'json' };
import { writeFontParts } from '../../../tools/fonts/parts.ts';
import { root } from '../../../tools/runtime.mjs';
import { withLock } from '../../../tools/setup/lock.mjs';
import { buildPage } from '../../support/build-page.ts';

/**
 * Builds the page without a main process, unless `runFolder` has it already. Leaves it there for
 * others of the same run.
 *
 * @returns its folder
 */
async function buildHarness(runFolder: string): Promise<string> {
  const directory = join(runFolder, 'harness-page');
  await withLock(async () => {
    if (existsSync(directory)) return;
    const unfinished = await mkdtemp(`${directory}-`);
    await buildPage(import.meta.dirname, unfinished);
    await mkdir(join(unfinished, 'fonts'));
    for (const font of fonts) {
      await symlink(join(root, 'node_modules', font), join(unfinished, 'fonts', basename(font)));
    }
    await writeFontParts(join(unfinished, 'fonts'));
    await rename(unfinished, directory);
  }, runFolder);
  return directory;
}

/**
 * Serves the page on localhost until `close`.
 *
 * @param runFolder where the files of one test run share its build
 */
export async function serveHarness(
  runFolder: string,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = await preview({
    root: runFolder,
    configFile: false,
    logLevel: 'error',
    build: { outDir: await buildHarness(runFolder) },
    // Lets a browser compile the page's code once for all scenes.
    preview: { host: '127.0.0.1', port: 0, headers: { 'cache-control': 'max-age=86400' } },
  });
  const [url] = server.resolvedUrls?.local ?? [];
  if (url === undefined) throw new Error('the server has no port');
  return { url, close: () => server.close() };
}
