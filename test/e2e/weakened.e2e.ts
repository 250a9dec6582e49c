import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { root } from '../../tools/runtime.mjs';

// Electron takes itself for packed if its program is not called "electron", so this shows without
// packing what a packed app does. Its command line is Electron's own, before the app's folder.
const folder = mkdtempSync(join(tmpdir(), 'lanyard-weakened-'));
const program = join(folder, 'electron/lanyard');

beforeAll(() => {
  mkdirSync(join(folder, 'electron'));
  execFileSync('cp', ['-r', `${inject('electron').distDir}/.`, join(folder, 'electron')]);
  renameSync(join(folder, 'electron/electron'), program);
});
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** Starts it, and ends it after a while if it does not end. */
function start(words: readonly string[], variables: Record<string, string>) {
  const { args, env } = inject('electron');
  const data = `--data-dir=${join(folder, 'data')}`;
  return spawnSync(program, [...args, ...words, root, '--demo', data], {
    env: { PATH: process.env.PATH ?? '', HOME: folder, DISPLAY: env.DISPLAY ?? '', ...variables },
    encoding: 'utf8',
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
}

describe('a packed app', () => {
  it.each([
    ['--remote-debugging-port=0', {}],
    ['--remote-debugging-pipe', {}],
    ['--inspect=0', {}],
    ['--disable-gpu', { LANYARD_SQLITE_BINDING: '/tmp/anything.node' }],
    ['--disable-gpu', { NAPI_RS_NATIVE_LIBRARY_PATH: '/tmp/anything.node' }],
  ])(
    'ends with a message and opens nothing: %s %o',
    (word, variables) => {
      const { status, stderr } = start([word], variables);
      expect(stderr).toContain(Object.keys(variables)[0] ?? word.replace(/=.*/, ''));
      expect(stderr).toContain('Lanyard does not start with');
      expect(stderr).not.toContain('DevTools listening');
      expect(status).toBe(1);
    },
    90_000,
  );
});
