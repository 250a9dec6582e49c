import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  flushFile,
  flushFolder,
  moveFile,
  moveFileSoon,
  replaceFile,
} from '../../../platform/files/durable.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-durable-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('files and folders are flushed on every system', () => {
  const path = join(folder, 'store.db');
  writeFileSync(path, 'content');
  flushFile(path);
  flushFolder(folder);
  expect(readFileSync(path, 'utf8')).toBe('content');
});

test('a file is replaced whole, for its owner, and nothing stays beside it', () => {
  const path = join(folder, 'key.json');
  replaceFile(path, 'old');
  replaceFile(path, 'new');
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['key.json']);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a file that cannot be replaced stays, and nothing stays beside it', () => {
  const path = join(folder, 'key.json');
  replaceFile(path, 'old');
  const target = join(folder, 'taken');
  replaceFile(join(folder, 'other'), '');
  expect(() => replaceFile(join(folder, 'no-such-folder', 'key'), 'new')).toThrow(/ENOENT/);
  expect(() => moveFile(join(folder, 'missing'), target)).toThrow(/ENOENT/);
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['key.json', 'other']);
});

test('a rename replaces what is there, also without blocking', async () => {
  const [from, to] = [join(folder, 'from'), join(folder, 'to')];
  writeFileSync(to, 'old');
  writeFileSync(from, 'one');
  moveFile(from, to);
  expect(readFileSync(to, 'utf8')).toBe('one');
  writeFileSync(from, 'two');
  await moveFileSoon(from, to);
  expect(readFileSync(to, 'utf8')).toBe('two');
  await expect(moveFileSoon(from, to)).rejects.toThrow(/ENOENT/);
});

test.runIf(process.platform === 'win32')(
  'a rename waits for a program that holds the file',
  async () => {
    const [from, to] = [join(folder, 'from'), join(folder, 'held.db')];
    writeFileSync(from, 'new');
    const holder = new BetterSqlite3(to);
    holder.exec('CREATE TABLE held (id)');
    expect(() => renameSync(from, to)).toThrow(/EPERM|EACCES|EBUSY/);
    const moved = moveFileSoon(from, to);
    // Again, so that the first attempt of the other has failed as well.
    await expect(rename(from, to)).rejects.toThrow(/EPERM|EACCES|EBUSY/);
    holder.close();
    await moved;
    expect(readFileSync(to, 'utf8')).toBe('new');
  },
);
