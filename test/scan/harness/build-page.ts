import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

/** Builds the page under test as the product's pages are built; returns the folder, which the caller deletes. */
export async function buildPage(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'lanyard-scan-page-'));
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    plugins: [react()],
    // React's development build, whose StrictMode mounts everything twice.
    define: { 'process.env.NODE_ENV': JSON.stringify('development') },
    worker: { format: 'es' },
    build: {
      target: 'chrome130',
      outDir,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
    },
  });
  return outDir;
}
