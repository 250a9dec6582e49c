import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  damageOf,
  isWriteWithoutRoom,
  notingDamage,
} from '../../../main/app/start/store-damage.ts';
import { CallFailure } from '../../../main/base/call-failure.ts';
import { suspectPath } from '../../../main/station/backup/places.ts';

function sqlite(code: string): Error {
  return Object.assign(new Error(code), { code });
}

it.each([
  ['SQLITE_CORRUPT', true, false],
  ['SQLITE_CORRUPT_INDEX', true, false],
  ['SQLITE_NOTADB', true, false],
  ['SQLITE_IOERR_READ', true, false],
  ['SQLITE_IOERR_SHORT_READ', true, false],
  ['SQLITE_FULL', false, true],
  ['SQLITE_IOERR_WRITE', false, true],
  ['SQLITE_BUSY', false, false],
  ['SQLITE_CONSTRAINT_UNIQUE', false, false],
])('%s: damage %s, without room %s', (code, isDamage, isFull) => {
  expect(damageOf(sqlite(code))).toBe(isDamage);
  expect(isWriteWithoutRoom(sqlite(code))).toBe(isFull);
  // Even if a use case gave it another code.
  expect(damageOf(new CallFailure('store-unavailable', '', sqlite(code)))).toBe(isDamage);
});

it('nothing else is taken for damage', () => {
  expect(damageOf(new Error('corrupt'))).toBe(false);
  expect(damageOf('SQLITE_CORRUPT')).toBe(false);
});

it.each([
  ['SQLITE_CORRUPT', true],
  ['SQLITE_FULL', false],
])('a start that meets %s has the next one check every page: %s', async (code, isNoted) => {
  const path = join(mkdtempSync(join(tmpdir(), 'lanyard-start-')), 'lanyard.db');
  const location = { path, key: Buffer.alloc(32), nativeBinding: undefined };
  const start = notingDamage(async (opened) => {
    opened(location);
    throw sqlite(code);
  });
  await expect(start).rejects.toThrow(code);
  expect(existsSync(suspectPath(location))).toBe(isNoted);
});

it('a start that opens no store notes nothing', async () => {
  const start = notingDamage(() => Promise.reject(sqlite('SQLITE_CORRUPT')));
  await expect(start).rejects.toThrow('SQLITE_CORRUPT');
});
