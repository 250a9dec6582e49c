import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listWrittenFiles } from '../../../db/base/written-files.ts';
import {
  type FileContent,
  saveHarmlessFile,
  savePersonalFile,
} from '../../../main/base/saved-file.ts';
import { createStationFiles } from '../../../main/privacy/station-files.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
let folder: string;
let path: string;
beforeEach(() => {
  desk = makeDeskContext();
  folder = mkdtempSync(join(tmpdir(), 'lanyard-saved-'));
  path = join(folder, 'participants.csv');
});
afterEach(() => {
  desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const known = () => listWrittenFiles(desk.context.db, desk.context.event.file.id);
const save = (content: FileContent) => savePersonalFile(desk.context, path, content);
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
/** Deletes as a purge does; returns what was left. */
async function purge(): Promise<string[]> {
  const files = createStationFiles(folder);
  const left: string[] = [];
  for (const one of known()) {
    if ((await files.deleteWritten(one.path, one.sha256)) !== null) left.push(one.path);
  }
  return left;
}

it.each([
  ['a local disk', 0],
  ['a share whose clock is 3 s behind', -3_000],
  ['a share whose clock is a year behind', -365 * 86_400_000],
  ['a share whose clock is an hour ahead', 3_600_000],
])('a file on %s is known and deleted, whatever its time', async (_where, shift) => {
  await save('names of everybody');
  const at = (Date.now() + shift) / 1_000;
  utimesSync(path, at, at);
  expect(known()).toEqual([{ path, sha256: [hash('names of everybody')] }]);
  expect([await purge(), readdirSync(folder)]).toEqual([[], []]);
});

it('its name is in the store before its first byte, and its content before it is at its place', async () => {
  await save(async (part) => {
    expect(known()).toEqual([{ path: part, sha256: [null] }]);
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(part, 'half of the names');
    // Killed here: whatever is there gets deleted.
    expect([await purge(), readdirSync(folder)]).toEqual([[], []]);
    writeFileSync(part, 'names');
    return true;
  });
  expect(known()).toEqual([{ path, sha256: [hash('names')] }]);
});

it('a file that replaces another is deleted whichever of the two lies there', async () => {
  await save('first');
  await save(async (part) => {
    writeFileSync(part, 'second');
    return true;
  });
  expect(known()).toEqual([{ path, sha256: [hash('second')] }]);
  // The station ends between the record and the rename.
  desk.context.db
    .prepare('INSERT INTO written_file (path, event_id, sha256, wall) VALUES (?, ?, ?, 1)')
    .run(path, desk.context.event.file.id, hash('third'));
  expect([await purge(), existsSync(path)]).toEqual([[], false]);
});

it('what cannot be recorded is not written', async () => {
  desk.context.db.exec(`CREATE TEMP TRIGGER full BEFORE INSERT ON written_file
    BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`);
  await expect(save('names')).rejects.toThrow(/disk is full/);
  expect(readdirSync(folder)).toEqual([]);
});

it.each<[string, FileContent, RegExp]>([
  ['cannot be written', 'names', /file-not-written/],
  [
    'fails on its way',
    async (part) => {
      writeFileSync(part, 'half');
      throw new Error('the stick was pulled');
    },
    /file-not-written/,
  ],
])(
  'a file that %s leaves the earlier one, its record, and no half',
  async (_what, content, code) => {
    if (typeof content === 'string') {
      mkdirSync(join(path, 'full'), { recursive: true });
      await expect(save(content)).rejects.toThrow(code);
      expect([readdirSync(folder), known()]).toEqual([['participants.csv'], []]);
      return;
    }
    await save('earlier');
    await expect(save(content)).rejects.toThrow(code);
    expect(readFileSync(path, 'utf8')).toBe('earlier');
    expect([readdirSync(folder), known()]).toEqual([
      ['participants.csv'],
      [{ path, sha256: [hash('earlier')] }],
    ]);
  },
);

it('a file that is no longer wanted is not there, and not known', async () => {
  expect(await save(async () => false)).toBe(false);
  expect([readdirSync(folder), known()]).toEqual([[], []]);
});

it('a file that holds nobody is written likewise, and no purge deletes it', async () => {
  await saveHarmlessFile(path, 'counts', { mode: 0o600 });
  expect([readFileSync(path, 'utf8'), known()]).toEqual(['counts', []]);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
});
