import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import BetterSqlite3 from 'better-sqlite3';
import { savePhoto } from '../../db/roster/photos.ts';
import { copyStore } from '../../db/station/backup.ts';
import { backUp } from '../../hub/store/backup.ts';
import { type HubStore, openHubStore } from '../../hub/store/open-store.ts';
import { openSecretBox, stationKeys } from '../../main/base/secret-box.ts';
import { writeOwnKey } from '../../main/base/store-key.ts';
import { correctSpelling } from '../../main/check-in/correct-spelling.ts';
import { registerWalkIn } from '../../main/check-in/roster-changes.ts';
import { writeNote } from '../../main/ledger/notes.ts';
import { watchLedger } from '../../main/station/backup/ledger-watch.ts';
import { headMarkPath, journalFolder } from '../../main/station/backup/places.ts';
import { createKeyHolders } from '../../main/station/key-holders.ts';
import { closeOwnDay } from '../../main/sync/close-own-day.ts';
import { writeStick } from '../../main/sync/stick/stick-file.ts';
import { testHubOn } from '../../test/hub/support/test-hub.ts';
import {
  cloneDisk,
  type DeskHub,
  joined,
  makeDesk,
  type SyncDesk,
} from '../../test/main/sync/support.ts';
import { entryOf } from '../../test/sim/people.ts';
import { makeDeskContext } from '../../test/support/desk-context.ts';
import { noKeychain } from '../../test/support/no-keychain.ts';
import { storedPhoto } from '../../test/support/photos.ts';
import { hasPostgres, startPostgres } from '../../test/support/postgres.ts';
import { day, note, passphrase, people, personAt, storeKey, walkIn } from './content.ts';
import { deskSummary, hubSummary } from './summary.ts';
import { formats } from './versions.ts';

type World = Awaited<ReturnType<typeof workDay>>;

/** A morning at a hub with one desk, which then works on without the hub. */
async function workDay(store: HubStore) {
  const { hub, time } = await testHubOn(store);
  const rig: DeskHub = { hub, time, heard: [] };
  await hub.importRoster(people.map(entryOf), 'people.csv');
  const first = makeDeskContext();
  const keys = stationKeys(openSecretBox(first.context.db, noKeychain));
  const name = 'Desk 1';
  const like = { keys, token: '' };
  const desk: SyncDesk = await makeDesk(rig, { folder: cloneDisk(first), name, like });
  first.close();
  desk.token = await joined(rig, desk, { name, mode: 'desk', keys });
  await synced(desk);
  desk.admit(personAt(1).id);
  desk.admit(personAt(2).id);
  const { context, caller } = desk;
  writeNote(context, caller, { delegateId: personAt(2).id, text: note });
  desk.admit(registerWalkIn(context, caller, walkIn).delegateId);
  const correction = { printedName: 'WANG Xiao Ming' };
  correctSpelling(context, caller, { delegateId: personAt(3).id, correction });
  const of = { eventId: context.event.file.id, delegateId: personAt(1).id };
  const { sha256, picture } = storedPhoto(1, 24);
  const photo = { sha256, picture: new Uint8Array(picture) };
  const save = () => savePhoto(context.db, of, photo, context.clock());
  context.db.transaction(save).immediate();
  await hub.changeStopList({ add: [{ kind: 'delegate', value: personAt(6).id }], remove: [] });
  await synced(desk);
  await hub.closeDay(day);
  const wire = { ...(await onTheWire(rig, desk)), stationKeys: keys };
  const atHub = await hubSummary(hub, store);
  // Only the store and the stick have the following facts.
  desk.admit(personAt(4).id);
  closeOwnDay(context, { day, operatorId: caller.operator?.id ?? null });
  return { desk, keys, wire, atHub };
}

/** Facts as the desk pushed them and as the hub streams them: the texts of requests and lines. */
async function onTheWire({ hub, heard }: DeskHub, { token }: SyncDesk) {
  const station = await hub.stationOfToken(token);
  if (station === null) throw new Error('the desk has no token');
  const { epoch, hubKey } = hub.identity();
  const { lines } = await hub.pullEventsLines(station, { epoch, after: 0, limit: 1_000 });
  const pushed = heard.filter(({ method }) => method === 'push').map(({ text }) => text);
  return { pushed, streamed: lines, hubKey };
}

/** The first sync of a station reads what the second one needs to push. */
async function synced(desk: SyncDesk): Promise<void> {
  await desk.sync();
  await desk.sync();
}

/**
 * Writes the stores, the stick, the journal and the facts on the wire into a folder, and returns
 * the content that readers must find in them.
 */
export async function writeHubWorld(folder: string): Promise<Record<string, unknown>> {
  const temporary = mkdtempSync(join(tmpdir(), 'lanyard-formats-'));
  try {
    const path = join(temporary, 'hub.db');
    const store = await openHubStore({ kind: 'sqlite', path, key: null, nativeBinding: undefined });
    const world = await workDay(store);
    const copy = join(temporary, 'copy.db');
    await backUp(store, copy);
    await store.close();
    const place = (name: keyof typeof formats): string => join(folder, formats[name].file);
    writeFileSync(place('hub-sqlite'), gzipSync(readFileSync(copy)));
    const { desk, keys, wire } = world;
    writeFileSync(place('wire'), JSON.stringify(wire, null, 1));
    const stick = await writeStick(desk.context, keys.privateKey);
    writeFileSync(place('stick'), stick.file);
    writeWatch(desk, place('journal'), place('head-mark'));
    writeFileSync(place('store-key'), await storeKeys(desk, temporary));
    writeFileSync(place('store'), gzipSync(readFileSync(plainCopy(desk, temporary))));
    writeEncrypted(join(temporary, 'small.db'), place('encryption'));
    const postgres = hasPostgres
      ? { 'hub-postgres': await writePostgres(place('hub-postgres')) }
      : {};
    return {
      store: deskSummary(desk.context.db),
      'hub-sqlite': world.atHub,
      ...postgres,
      stick: { facts: stick.facts },
    };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Writes the journal beside the store, with every fact, and the mark of the newest. */
function writeWatch({ context, location }: World['desk'], journal: string, mark: string): void {
  const watch = watchLedger(context.db, location, (error) => {
    throw error;
  });
  watch.note();
  watch.close();
  copyFileSync(join(journalFolder(location), 'facts-1.journal'), journal);
  copyFileSync(headMarkPath(location), mark);
}

/** The key's file as a station opens it without a person, and as a passphrase opens it. */
async function storeKeys({ context }: World['desk'], folder: string): Promise<string> {
  const path = join(folder, 'store-key.json');
  writeOwnKey(path, storeKey, noKeychain);
  const own = readFileSync(path, 'utf8');
  const key = { path, key: storeKey, safeStorage: noKeychain, cost: 2 ** 10 };
  const holders = createKeyHolders({ db: context.db, ...key });
  await holders.add(personAt(1).id, passphrase);
  return `${JSON.stringify({ own, signIn: readFileSync(path, 'utf8') }, null, 2)}\n`;
}

/**
 * A copy as the app makes it, but unencrypted: this fixture is compressed, {@link writeEncrypted}
 * is not.
 */
function plainCopy({ location }: World['desk'], folder: string): string {
  const path = join(folder, 'store.db');
  copyStore(location, path);
  const db = openSmall(path);
  db.pragma("rekey = ''");
  db.close();
  return path;
}

/**
 * A store's encryption in two pages: with the whole schema it would be 400 kB that cannot be
 * compressed.
 */
function writeEncrypted(path: string, to: string): void {
  const db = openSmall(path);
  db.exec(`CREATE TABLE fixture (text TEXT); INSERT INTO fixture VALUES ('${note}')`);
  db.close();
  copyFileSync(path, to);
}

function openSmall(path: string): BetterSqlite3.Database {
  const db = new BetterSqlite3(path);
  const key = `key = "x'${Buffer.from(storeKey).toString('hex')}'"`;
  for (const pragma of [`cipher = 'sqlcipher'`, 'legacy = 4', key]) db.pragma(pragma);
  return db;
}

/** The same day at a hub on PostgreSQL, as an SQL dump that every later version accepts. */
async function writePostgres(to: string): Promise<unknown> {
  const server = await startPostgres({ fsync: false });
  try {
    const url = await server.createDatabase();
    const store = await openHubStore({ kind: 'postgres', url });
    const { atHub } = await workDay(store);
    await store.close();
    const dump = execFileSync(
      join(server.binaries, 'pg_dump'),
      ['--inserts', '--no-owner', '--no-privileges', `--dbname=${url}`],
      { encoding: 'utf8', env: { ...process.env, PGPASSWORD: server.password } },
    );
    // psql's own commands, and settings that older servers do not know.
    const lines = dump
      .split('\n')
      .filter((line) => !/^(\\|SET transaction_timeout|--|$)/.test(line));
    writeFileSync(to, gzipSync(lines.join('\n')));
    return atHub;
  } finally {
    await server.dispose();
  }
}
