import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { sql } from 'kysely';
import { afterAll, afterEach, expect, test } from 'vitest';
import { HubProblem } from '../../../domain/sync/problems.ts';
import type { HubLocation } from '../../../hub/store/location.ts';
import { type HubStore, hubStoreOf, openHubStore } from '../../../hub/store/open-store.ts';
import { openSqlite } from '../../../hub/store/sqlite.ts';
import { mountSmallDisk, type SmallDisk } from '../../chaos/small-disk.ts';
import { handOver, startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { entries, entry } from '../http/people.ts';
import { type TestHub, type TestStation, testHubOn } from '../support/test-hub.ts';
import { handshakeOf, problemOf, streamOf } from '../support/test-requests.ts';

const folder = mkdtempSync(join(tmpdir(), 'lanyard-hub-full-'));
// PostgreSQL's own user needs access.
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function sqliteAt(path: string): Extract<HubLocation, { kind: 'sqlite' }> {
  return { kind: 'sqlite', path, key: null, nativeBinding: undefined };
}

/** The number of rows of each table: nothing may change while the disk is full. */
async function rowCounts({ db }: HubStore): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of [
    'chain',
    'attendance_event',
    'personal',
    'quarantine',
    'delegate',
  ] as const) {
    const { rows } = await sql<{
      n: number;
    }>`SELECT count(*) AS n FROM ${sql.table(table)}`.execute(db);
    counts[table] = Number(rows[0]?.n);
  }
  const streams = await db.selectFrom('stream').selectAll().execute();
  for (const { name, seq } of streams) counts[name] = seq;
  return counts;
}

interface Disk {
  fill: () => void | Promise<void>;
  free: () => void;
}

/**
 * Retries refusals by a busy machine's timeouts, as stations do; a full disk has another refusal.
 */
async function tried<T>(write: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof HubProblem && error.detail === 'store')) throw error;
    }
  }
}

const longNote = { note: 'x'.repeat(450) };

/** Pushes until the disk is full; the same push succeeds once there is room. */
async function fillAndGoOn(bench: TestHub, desk: TestStation, disk: Disk): Promise<void> {
  const fact = { type: 'duplicate-resolved', targetId: desk.id } as const;
  for (let count = 0; count < 400; count += 1) desk.chain.add(fact, longNote);
  const caller = await desk.caller();
  await bench.hub.push(caller, desk.chain.push(1, 400));
  await disk.fill();

  let before = await rowCounts(bench.store);
  let refused: ReturnType<TestStation['chain']['push']> | null = null;
  for (let batch = 0; refused === null; batch += 1) {
    const from = desk.chain.events.length + 1;
    for (let count = 0; count < 200; count += 1) desk.chain.add(fact, longNote);
    const request = desk.chain.push(from, 200);
    try {
      await tried(() => bench.hub.push(caller, request));
      before = await rowCounts(bench.store);
    } catch (error) {
      expect(error).toMatchObject({ code: 'busy', detail: 'disk full', retryAfter: 30_000 });
      refused = request;
    }
    expect(batch).toBeLessThan(500);
  }
  expect(await rowCounts(bench.store)).toEqual(before);
  const stored = before.events ?? 0;
  const roster = await problemOf(tried(() => bench.hub.importRoster(entries(4_000), 'file')));
  expect(roster).toMatchObject({ code: 'busy', detail: 'disk full' });
  expect(await rowCounts(bench.store)).toEqual(before);
  // Reads still work.
  const answer = await bench.hub.handshake(caller, handshakeOf(bench, desk, { version: '1.0.0' }));
  expect(answer.heads).toMatchObject([{ lastKseq: stored }]);
  expect((await streamOf(bench, desk)).rows.length).toBeGreaterThan(0);

  disk.free();
  expect(await bench.hub.push(caller, refused)).toMatchObject({
    stored: 200,
    head: { lastKseq: desk.chain.events.length },
  });
  expect(await bench.hub.importRoster(entries(4_000), 'file')).toMatchObject({ added: 4_000 });
  expect(await bench.hub.checkAll()).toEqual([]);
}

test('SQLite at its most pages: busy, nothing half stored, and on once there is room', async () => {
  const database: BetterSqlite3.Database = openSqlite(sqliteAt(join(folder, 'pages.db')));
  const store = hubStoreOf(database);
  ends.push(() => store.close());
  const bench = await testHubOn(store);
  const desk = await bench.enrol();
  await fillAndGoOn(bench, desk, {
    fill: () => {
      const pages = Number(database.pragma('page_count', { simple: true }));
      database.pragma(`max_page_count = ${pages + 100}`);
    },
    free: () => void database.pragma('max_page_count = 1073741823'),
  });
}, 60_000);

/** A disk in memory, if this user may mount one (CI may: it runs as root). */
async function smallDisk(name: string): Promise<SmallDisk | null> {
  const disk = await mountSmallDisk(join(folder, name));
  if (disk !== null) ends.push(() => disk.dispose());
  return disk;
}

test('SQLite on a disk that is full', async ({ skip }) => {
  const disk = await smallDisk('sqlite');
  if (disk === null) return skip('this user may not mount a tmpfs');
  const location = sqliteAt(join(disk.folder, 'hub.db'));
  const store = await openHubStore(location);
  const bench = await testHubOn(store);
  const desk = await bench.enrol();
  await fillAndGoOn(bench, desk, disk);
  const last = await bench.hub.overview();
  await store.close();
  const again = await openHubStore(location);
  ends.push(() => again.close());
  const { seq } = await again.db
    .selectFrom('stream')
    .where('name', '=', 'events')
    .selectAll()
    .executeTakeFirstOrThrow();
  expect(seq).toBe(last.streams.events);
}, 60_000);

test('a backup for which there is no room leaves no half of a file', async ({ skip }) => {
  const disk = await smallDisk('backup');
  if (disk === null) return skip('this user may not mount a tmpfs');
  const store = await openHubStore(sqliteAt(join(folder, 'backed-up.db')));
  ends.push(() => store.close());
  const bench = await testHubOn(store);
  await bench.hub.importRoster(entries(3_000), 'file');
  const file = join(disk.folder, 'backup.db');
  disk.fill();
  const refused = await problemOf(bench.hub.backup(file));
  expect(refused).toMatchObject({ code: 'busy', detail: 'disk full' });
  disk.free();
  await bench.hub.backup(file);
  expect((await bench.hub.delegate(entry(1).id)).id).toBe(entry(1).id);
}, 60_000);

test('PostgreSQL on a disk that is full', async ({ skip }) => {
  const disk = await smallDisk('postgres');
  if (disk === null) return skip('this user may not mount a tmpfs');
  const postgres: TestPostgres = await startPostgres({ fsync: false });
  ends.push(() => postgres.dispose());
  const tablespace = join(disk.folder, 'space');
  mkdirSync(tablespace);
  handOver(tablespace);
  const url = await postgres.createDatabase({ tablespace });
  const store = await openHubStore({ kind: 'postgres', url });
  ends.push(() => store.close());
  const bench = await testHubOn(store);
  const desk = await bench.enrol();
  await fillAndGoOn(bench, desk, disk);
}, 60_000);
