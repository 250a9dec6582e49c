import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { electronRuntime, root } from '../../tools/runtime.mjs';

const run = promisify(execFile);
const golden = join(root, 'test/printing/golden');

/**
 * Electron's Node is older and reads no TypeScript: the script is bundled, without its packages.
 */
async function bundle(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { external: true },
    build: {
      ssr: join(root, 'test/printing/harness/golden-hashes.ts'),
      outDir: folder,
      target: 'node20.18',
      rollupOptions: { output: { format: 'es', entryFileNames: 'hashes.mjs' } },
    },
  });
  return join(folder, 'hashes.mjs');
}

test('badges in every script and built-in template have the same dots in Electron as in Node', async () => {
  // Within the repository, where its packages are found.
  const folder = mkdtempSync(join(root, 'test-results-golden-'));
  try {
    const script = await bundle(folder);
    const runtime = electronRuntime();
    const { stdout } = await run(runtime.executable, [script, join(root, 'node_modules')], {
      env: { ...process.env, ...runtime.env, ELECTRON_RUN_AS_NODE: '1' },
      maxBuffer: 16 * 1024 * 1024,
    });
    const expected: unknown = JSON.parse(readFileSync(join(golden, 'golden.json'), 'utf8'));
    expect(JSON.parse(stdout)).toEqual(expected);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
