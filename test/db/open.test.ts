import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { writeSetting } from '../../db/base/settings.ts';
import { StoreError } from '../../db/base/types.ts';
import { migrations } from '../../db/migrations/index.ts';
import { copyStore } from '../../db/station/backup.ts';
import { openStore, openStoreAgain, openStoreForReading } from '../../db/station/open.ts';
import { ensureStation, openStationStore } from '../../main/app/start/open-station-store.ts';

function location() {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-store-'));
  return {
    folder,
    path: join(folder, 'lanyard.db'),
    key: Buffer.alloc(32, 1),
    nativeBinding: undefined,
  };
}

describe('the store', () => {
  it('is encrypted, in WAL with synchronous=FULL, and every table is STRICT', () => {
    const place = location();
    const db = openStore(place);
    writeSetting(db, 'secret word', 'Zanzibar');
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    const loose = db
      .prepare(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
      )
      .all();
    expect(loose).toEqual([]);
    db.close();
    for (const file of readdirSync(place.folder)) {
      expect(readFileSync(join(place.folder, file)).includes('Zanzibar')).toBe(false);
    }
  });

  it('sorts and gathers in memory on every connection: a temporary file would not be encrypted', () => {
    const place = location();
    const inMemory = 2;
    const connections = [openStore(place), openStoreAgain(place), openStoreForReading(place)];
    for (const db of connections) {
      expect(db.pragma('temp_store', { simple: true })).toBe(inMemory);
      db.close();
    }
  });

  it('opens with Debian’s sqlcipher and the key', ({ skip }) => {
    const place = location();
    const db = openStore(place);
    writeSetting(db, 'place', 'Brussels');
    db.close();
    let answer: string;
    try {
      const key = `PRAGMA key = "x'${place.key.toString('hex')}'";`;
      answer = execFileSync('sqlcipher', [place.path], {
        input: `${key}\nSELECT value FROM setting;\n`,
        encoding: 'utf8',
      });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
        return skip('sqlcipher is not installed');
      }
      throw error;
    }
    expect(answer).toContain('"Brussels"');
  });

  it('refuses a store from the future and leaves it as it is', () => {
    const place = location();
    const db = openStore(place);
    db.pragma(`user_version = ${migrations.length + 1}`);
    db.close();
    const before = readFileSync(place.path);
    expect(() => openStationStore(place, new Date())).toThrowError(
      expect.objectContaining({ code: 'from-the-future', path: place.path }),
    );
    expect(readFileSync(place.path).equals(before)).toBe(true);
  });

  it.each([
    ['rubbish', () => Buffer.from('this is not a database, '.repeat(400))],
    [
      'a torn page',
      (whole: Buffer) =>
        Buffer.concat([whole.subarray(0, 8192), Buffer.alloc(whole.length - 8192, 0xee)]),
    ],
  ])('puts a file with %s aside, whole, and begins a new one', (_what, spoil) => {
    const place = location();
    const first = openStore(place);
    ensureStation(first);
    first.pragma('wal_checkpoint(TRUNCATE)');
    first.close();
    const spoiled = spoil(readFileSync(place.path));
    writeFileSync(place.path, spoiled);
    const { db, putAside } = openStationStore(place, new Date('2018-10-02T07:00:00Z'));
    expect(putAside).not.toBeNull();
    expect(readFileSync(putAside ?? '').equals(spoiled)).toBe(true);
    ensureStation(db);
    db.close();
  });

  it.each([
    ['attendance_event', 'finds it as it is copied'],
    ['badge_template', 'does not open'],
  ])('of a size that no start reads whole, damaged in %s: %s', (table) => {
    const place = location();
    const first = openStore(place);
    const at = { path: place.path, key: place.key, nativeBinding: undefined };
    const root = Number(
      first.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table),
    );
    const pageSize = Number(first.pragma('page_size', { simple: true }));
    first.pragma('wal_checkpoint(TRUNCATE)');
    first.close();
    const bytes = readFileSync(place.path);
    bytes.fill(0xee, (root - 1) * pageSize, root * pageSize);
    writeFileSync(place.path, bytes);
    const damaged = expect.objectContaining({ code: 'corrupt-or-wrong-key' });
    expect(() => openStore(at)).toThrowError(damaged);
    if (table === 'badge_template') return expect(() => openStore(at, 0)).toThrowError(damaged);
    openStore(at, 0).close();
    expect(() => copyStore(at, `${place.path}.copy`)).toThrowError(damaged);
  });

  it('does not open with another key', () => {
    const place = location();
    openStore(place).close();
    const other = { ...place, key: Buffer.alloc(32, 2) };
    expect(() => openStore(other)).toThrow(StoreError);
    expect(() => openStore(other, 0)).toThrow(StoreError);
  });

  it('refuses to change or delete an attendance event', () => {
    const place = location();
    const db: BetterSqlite3.Database = openStore(place);
    db.exec(`INSERT INTO attendance_event (id, event_id, station, incarnation, kseq, type, local_day, hlc, wall, version, payload, hash, effective)
      VALUES ('a', 'e', 'k', 1, 1, 'admitted', '2018-10-02', 'h', 1, 1, '{}', '${'0'.repeat(64)}', 'h')`);
    expect(() => db.exec(`UPDATE attendance_event SET wall = 2`)).toThrow('never changed');
    expect(() => db.exec(`DELETE FROM attendance_event`)).toThrow('never deleted');
  });
});
