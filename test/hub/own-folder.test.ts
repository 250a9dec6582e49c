import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeOwnFolder } from '../../hub/own-folder.ts';
import { type HubBench, hubBench } from './cli/support.ts';

let bench: HubBench;
beforeEach(() => {
  bench = hubBench();
});
afterEach(() => bench.cleanUp());

const modeOf = (path: string): number => statSync(path).mode & 0o7777;

it('a hub closes a data directory of its own that was open to others', async () => {
  mkdirSync(bench.dataDir);
  chmodSync(bench.dataDir, 0o755);
  await bench.serveHere();
  expect(modeOf(bench.dataDir)).toBe(0o700);
});

it('a hub refuses one that everybody may write, and says what to do', async () => {
  mkdirSync(bench.dataDir);
  chmodSync(bench.dataDir, 0o777);
  const refused = await bench.runHere(...bench.serving);
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('chmod 700') });
  expect(existsSync(join(bench.dataDir, 'hub.db'))).toBe(false);
  expect(modeOf(bench.dataDir)).toBe(0o777);
});

it('what is closed stays as it is; a shared directory is never closed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-own-'));
  chmodSync(folder, 0o500);
  makeOwnFolder(folder);
  expect(modeOf(folder)).toBe(0o500);
  chmodSync(folder, 0o1777);
  expect(() => makeOwnFolder(folder)).toThrow('is open to other users');
  expect(modeOf(folder)).toBe(0o1777);
  rmSync(folder, { recursive: true });
});
