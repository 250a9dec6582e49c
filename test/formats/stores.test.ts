import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import BetterSqlite3 from 'better-sqlite3';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findPhoto } from '../../db/roster/photos.ts';
import { checkStore } from '../../db/station/backup.ts';
import { openStore } from '../../db/station/open.ts';
import { finishPostgresRestore, restoreSqlite } from '../../hub/store/backup.ts';
import { type HubStore, openHubStore } from '../../hub/store/open-store.ts';
import { migrateSqlite, openSqlite } from '../../hub/store/sqlite.ts';
import { loadStoreKey } from '../../main/base/store-key.ts';
import { copyName } from '../../main/station/backup/copies.ts';
import { readHeadMark } from '../../main/station/backup/head-mark.ts';
import { readJournals } from '../../main/station/backup/journal.ts';
import { copiesFolder } from '../../main/station/backup/places.ts';
import { openRecovering } from '../../main/station/backup/recover-store.ts';
import { createUnlocking } from '../../main/station/unlock.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { note, passphrase, personAt, storeKey } from '../../tools/formats/content.ts';
import { deskSummary, hubSummary } from '../../tools/formats/summary.ts';
import { enrolStation, serviceOn } from '../hub/support/test-hub.ts';
import { checkedIn } from '../support/badge-desk.ts';
import { makeDeskContext } from '../support/desk-context.ts';
import { noKeychain } from '../support/no-keychain.ts';
import { storedPhoto } from '../support/photos.ts';
import { hasPostgres, startPostgres, type TestPostgres } from '../support/postgres.ts';
import { sampleEvent } from '../support/sample-event.ts';
import { everySet, type FixtureSet } from './sets.ts';

const keysSchema = z.strictObject({ own: z.string(), signIn: z.string() });
const now = Date.parse('2018-10-02T12:00:00Z');
let folder: string;
const open: { close(): unknown }[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-formats-'));
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The store of a set's desk, encrypted as on the desk's disk. */
function storeOf(set: FixtureSet, name = 'lanyard.db') {
  const path = join(folder, name);
  writeFileSync(path, gunzipSync(set.bytes('store')));
  const db = new BetterSqlite3(path);
  const key = `rekey = "x'${Buffer.from(storeKey).toString('hex')}'"`;
  for (const pragma of [`cipher = 'sqlcipher'`, 'legacy = 4', key]) db.pragma(pragma);
  db.close();
  return { path, key: storeKey, nativeBinding: undefined };
}

describe.each(everySet)('a desk of set %s', (_name, set) => {
  test('opens its store with everything in it, and checks somebody in', () => {
    const location = storeOf(set);
    expect(checkStore(location, nodeCrypto).station).not.toBeNull();
    const db = openStore(location);
    expect(deskSummary(db)).toMatchObject(set.expected('store'));
    const photo = findPhoto(db, sampleEvent.id, personAt(1).id);
    expect(photo?.sha256).toBe(storedPhoto(1, 24).sha256);
    db.close();
    const desk = makeDeskContext({ folder });
    open.push(desk);
    const before = deskSummary(desk.context.db).admitted;
    checkedIn(desk.context, desk.caller, personAt(5).id);
    const { admitted } = deskSummary(desk.context.db);
    expect(admitted).toEqual([...before, personAt(5).id].sort());
  });

  test('restores a backup after its store is lost', () => {
    const copies = copiesFolder(storeOf(set, 'gone.db'));
    mkdirSync(copies);
    copyFileSync(join(folder, 'gone.db'), join(copies, copyName('A7F30C12', 1, now - 900_000)));
    const location = { path: join(folder, 'lanyard.db'), key: storeKey, nativeBinding: undefined };
    const parts = { location, second: null, now: new Date(now), crypto: nodeCrypto };
    const { db, recovery } = openRecovering(parts);
    open.push(db);
    expect(recovery).not.toBeNull();
    const { facts, head, ...kept } = deskSummary(db);
    expect(set.expected('store')).toMatchObject(kept);
  });

  test('opens with the key of its file, and with its pass phrase', async () => {
    const files = keysSchema.parse(JSON.parse(set.text('store-key')));
    const path = join(folder, 'store-key.json');
    const key = Buffer.from(storeKey);
    writeFileSync(path, files.own);
    const own = loadStoreKey({ path, safeStorage: noKeychain, requireKeychain: false });
    expect(own).toEqual({ key, protection: 'file' });
    writeFileSync(path, files.signIn);
    const unlocking = createUnlocking(path, noKeychain);
    await unlocking.attempt(passphrase);
    expect(await unlocking.key()).toEqual({ key, protection: 'sign-in' });
  });

  test('reads its journal and its mark', () => {
    copyFileSync(set.path('journal'), join(folder, 'facts-1.journal'));
    const db = openStore(storeOf(set));
    open.push(db);
    const station = db.prepare('SELECT station FROM station').pluck().get();
    const { facts, personal } = readJournals(folder, storeKey, String(station));
    const types = facts.map(({ fact }) => fact.type);
    expect({ facts: types }).toEqual({ facts: deskSummary(db).facts });
    expect([...personal.values()].map(({ payload }) => payload)).toContain(
      JSON.stringify({ text: note }),
    );
    expect(readHeadMark(set.path('head-mark'))).toMatchObject({
      lastKseq: facts.length,
      chainHead: deskSummary(db).head,
    });
  });

  test.each(['desk', 'hub'])('is encrypted as the store of a %s is today', (kind) => {
    const path = join(folder, 'small.db');
    copyFileSync(set.path('encryption'), path);
    const location = { path, key: storeKey, nativeBinding: undefined };
    const sqlite = () => {
      const db = openSqlite({ kind: 'sqlite', ...location });
      migrateSqlite(db);
      return db;
    };
    for (const count of [1, 2]) {
      const db = kind === 'desk' ? openStore(location) : sqlite();
      expect(db.prepare('SELECT text FROM fixture').pluck().all()).toEqual(Array(count).fill(note));
      db.prepare('INSERT INTO fixture VALUES (?)').run(note);
      db.close();
    }
  });
});

/** Expects that a hub on a store of a set has everything, and works on. */
async function expectHub(store: HubStore, expected: object): Promise<void> {
  const time = { now };
  const hub = await serviceOn(store, time);
  expect(await hubSummary(hub, store)).toMatchObject(expected);
  const invite = { mode: 'desk', name: '', replaces: null, takeover: false } as const;
  const { code } = await hub.createInvite(invite);
  const desk = await enrolStation(hub, code, { name: 'Desk 2', mode: 'desk' });
  desk.chain.add();
  expect(await hub.push(await desk.caller(), desk.chain.push())).toMatchObject({ stored: 1 });
  expect(await hub.checkAll()).toEqual([]);
}

describe.each(everySet)('a hub of set %s', (_name, set) => {
  const sqlite = async () => {
    const location = { path: join(folder, 'hub.db'), key: null, nativeBinding: undefined };
    const backup = join(folder, 'backup.db');
    writeFileSync(backup, gunzipSync(set.bytes('hub-sqlite')));
    await restoreSqlite({ kind: 'sqlite', ...location }, backup, async () => {}, now);
    const store = await openHubStore({ kind: 'sqlite', ...location });
    open.push(store);
    return store;
  };

  test('on SQLite starts from its backup', async () => {
    await expectHub(await sqlite(), set.expected('hub-sqlite'));
  });

  test('takes the stick of its desk, once', async () => {
    const store = await sqlite();
    const hub = await serviceOn(store, { now });
    const known = (await hubSummary(hub, store)).facts.length;
    const expected = set.expected('stick');
    const file = set.bytes('stick');
    const first = await hub.importStick(file, null);
    const stored = (await hubSummary(hub, store)).facts.length - known;
    expect(stored).toBeGreaterThan(0);
    expect(first).toMatchObject({ outcome: 'imported', stationName: 'Desk 1', known, stored });
    expect(expected).toEqual({ facts: known + stored });
    expect(await hub.importStick(file, null)).toMatchObject({ stored: 0 });
    expect(await hub.checkAll()).toEqual([]);
  });
});

describe.runIf(hasPostgres).each(everySet)('a hub of set %s on PostgreSQL', (_name, set) => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres({ fsync: false });
  });
  afterAll(() => postgres.dispose());

  test('starts from its dump', async () => {
    const url = await postgres.createDatabase();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(gunzipSync(set.bytes('hub-postgres')).toString('utf8'));
    await client.end();
    await finishPostgresRestore(url, async () => {});
    const store = await openHubStore({ kind: 'postgres', url });
    open.push(store);
    await expectHub(store, set.expected('hub-postgres'));
  });
});
