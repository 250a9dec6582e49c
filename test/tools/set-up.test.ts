import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { debianSystem, missingDebianPackages } from '../../tools/setup/debian.mjs';
import { dependenciesMatchLock } from '../../tools/setup/dependencies.mjs';
import { buildAtomically, verifySha512 } from '../../tools/setup/files.mjs';
import { withLock } from '../../tools/setup/lock.mjs';
import { sqliteBindingFor } from '../../tools/setup/sqlite-binding.mjs';

const scratch = () => mkdtempSync(join(tmpdir(), 'lanyard-set-up-'));

describe('the dependencies', () => {
  const zod = { version: '4.6.7', integrity: 'sha512-a' };
  const fsevents = { version: '2.3.3', integrity: 'sha512-b', optional: true };
  const wanted = {
    '': { name: 'lanyard' },
    'node_modules/zod': zod,
    'node_modules/fsevents': fsevents,
  };

  function clone(installed: unknown): string {
    const folder = scratch();
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: wanted }));
    const record =
      typeof installed === 'string' ? installed : JSON.stringify({ packages: installed });
    writeFileSync(join(folder, 'node_modules/.package-lock.json'), record);
    return folder;
  }

  test.each([
    ['match, whatever is missing for other platforms', { 'node_modules/zod': zod }, true],
    [
      'differ after the lock file changed',
      { 'node_modules/zod': { ...zod, version: '4.6.6' } },
      false,
    ],
    [
      'differ when the same version has other content',
      { 'node_modules/zod': { ...zod, integrity: 'x' } },
      false,
    ],
    ['differ when one is missing', {}, false],
    ['differ after an interrupted npm ci', '{"packages":{"node_mod', false],
  ])('%s', (_case, installed, matches) => {
    expect(dependenciesMatchLock(clone(installed))).toBe(matches);
  });

  test('differ when nothing is installed', () => {
    expect(dependenciesMatchLock(scratch())).toBe(false);
  });
});

describe('the system packages', () => {
  test.each([
    ['Debian 13', 'ID=debian\nVERSION_ID="13"', { timeT64: true }],
    ['Debian 12', 'ID=debian\nVERSION_ID="12"', { timeT64: false }],
    ['Debian unstable', 'ID=debian\nPRETTY_NAME="Debian sid"', { timeT64: true }],
    ['Ubuntu 22.04', 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="22.04"', { timeT64: false }],
    ['Ubuntu 24.04', 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"', { timeT64: true }],
    ['Fedora', 'ID=fedora\nVERSION_ID=41', undefined],
    ['no os-release', '', undefined],
  ])('%s is recognised', (_name, osRelease, system) => {
    expect(debianSystem(osRelease)).toEqual(system);
  });

  test('none are asked for where the names are not known', () => {
    expect(missingDebianPackages(['electron', 'display'], undefined)).toEqual([]);
  });
});

describe('the set-up lock', () => {
  test('lets one work at a time', async () => {
    const folder = scratch();
    const order: string[] = [];
    const work = (name: string) => async () => {
      order.push(`${name} in`);
      await turn();
      order.push(`${name} out`);
    };
    await Promise.all([withLock(work('a'), folder), withLock(work('b'), folder)]);
    expect(order).toEqual(['a in', 'a out', 'b in', 'b out']);
  });

  test('is taken over from a process that is gone', async () => {
    const folder = scratch();
    const gone = spawnSync(process.execPath, ['--version']).pid;
    writeFileSync(join(folder, 'set-up.lock'), String(gone));
    expect(await withLock(async () => 'done', folder)).toBe('done');
  });

  test('is released when the work fails', async () => {
    const folder = scratch();
    const failing = withLock(() => Promise.reject(new Error('no')), folder);
    await expect(failing).rejects.toThrow('no');
    expect(await withLock(async () => 'done', folder)).toBe('done');
  });
});

describe('a download', () => {
  test('with other content than expected is refused by name', async () => {
    const file = join(scratch(), 'x.tgz');
    writeFileSync(file, 'altered');
    await expect(verifySha512(file, 'AAAA')).rejects.toThrow(/x\.tgz is not the expected file/);
  });

  test('that fails half-way leaves nothing at its place', async () => {
    const target = join(scratch(), 'runtime');
    const failing = buildAtomically(target, async (workDir) => {
      writeFileSync(join(workDir, 'half'), '');
      throw new Error('network gone');
    });
    await expect(failing).rejects.toThrow('network gone');
    await expect(verifySha512(target, '')).rejects.toThrow('ENOENT');
  });
});

test('only an Electron without Node-API 10 gets its own database module', () => {
  expect(sqliteBindingFor({ version: '33.2.1' })).toMatch(/better_sqlite3\.node$/);
  expect(sqliteBindingFor({ version: '35.0.0' })).toBeUndefined();
  expect(sqliteBindingFor({ version: '45.4.1' })).toBeUndefined();
});
