import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type HubFacts, readHubFacts } from '../sim/hub-facts.ts';
import { createRandom } from '../sim/random.ts';
import { openHubFile } from '../support/open-hub-file.ts';
import { handOver, startPostgres } from '../support/postgres.ts';
import { openFaultProxy } from './fault-proxy.ts';
import { HubProcess } from './hub-process.ts';
import { firstFile } from './setting.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';
import { prepareStation, type Station } from './station-process.ts';

/** Runs one piece of work at a time, in the order in which they came. */
class Lock {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work, work);
    this.#last = done.catch(() => {});
    return done;
  }
}

export type StoreUnderTest = 'sqlite' | 'postgres';

export type VenueDatabase = Awaited<ReturnType<typeof openDatabase>>;
export type Venue = Awaited<ReturnType<typeof openVenue>>;

export interface VenueSetting {
  store: StoreUnderTest;
  /** Processes of the hub, 1 by default; more only on PostgreSQL. */
  hubs?: number;
  /** At least one. */
  stations: number;
  /** Longest pause of a desk between two facts, in milliseconds; a rush has none. */
  pause: number;
  seed: number;
}

/** Work to undo at the end, the last entry first. */
type Undo = (() => Promise<unknown>)[];

/**
 * A hub and its stations as processes, each behind a proxy that fails. Starts the hub, gives it a
 * roster and enrols the stations. When it resolves, all run and all desks write.
 */
export async function openVenue(setting: VenueSetting) {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-chaos-'));
  // PostgreSQL runs as another user and has its tables in a folder inside.
  chmodSync(folder, 0o711);
  const undo: Undo = [async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })];
  /** Kills what runs and removes everything; may be called at any time. */
  const dispose = (): Promise<void> => undoAll(undo);
  try {
    return { ...(await openParts(setting, folder, undo)), dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Undoes everything even if some of it fails; throws the first error. */
async function undoAll(undo: Undo): Promise<void> {
  const failures: unknown[] = [];
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) {
    await next().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

async function openParts(setting: VenueSetting, folder: string, undo: Undo) {
  const disk = async (name: string): Promise<SmallDisk | null> => {
    const mounted = await mountSmallDisk(join(folder, name));
    if (mounted !== null) undo.push(() => mounted.dispose());
    return mounted;
  };
  /** Holds the hub's SQLite file or PostgreSQL's tables; null where disks cannot be mounted. */
  const hubDisk = await disk('hub-disk');
  /** Holds the first station's store. */
  const stationDisk = await disk('kiosk-disk');
  const database = setting.store === 'postgres' ? await openDatabase(hubDisk, undo) : null;
  const ownFolder = join(folder, 'hub');
  const dataDir = database === null ? (hubDisk?.folder ?? ownFolder) : ownFolder;
  const databaseUrl = database?.url ?? null;
  const hub = await HubProcess.prepare({ dataDir, folder, databaseUrl });
  undo.push(() => hub.dispose());
  await hub.start();
  const hubs = [hub];
  while (hubs.length < (setting.hubs ?? 1)) {
    const further = await hub.another(join(folder, `hub-${hubs.length + 1}`));
    undo.push(() => further.dispose());
    await further.start();
    hubs.push(further);
  }
  const random = createRandom(setting.seed);
  await hub.administer((client) => client.importRoster(firstFile, 'chaos'));
  const stations: Station[] = [];
  for (let number = 1; number <= setting.stations; number += 1) {
    const usual = join(folder, `desk-${number}`);
    const storeFolder = number === 1 ? (stationDisk?.folder ?? usual) : usual;
    const seed = setting.seed + seedsOfStation * number;
    const place = { number, folder, storeFolder, pause: setting.pause, seed };
    // Each of its connections reaches a random process, whether that runs or not.
    const station = await prepareStation(place, hub, () => random.pick(hubs).port);
    undo.push(() => station.proxy.close());
    undo.push(() => station.dispose());
    stations.push(station);
  }
  // A desk without a roster has nobody to admit.
  const working = stations.map(({ heard }) => heard.more('fact', 1));
  await Promise.all(stations.map((station) => station.start()));
  await Promise.all(working);
  const hubFile = join(dataDir, 'hub.db');
  /** Reads the hub's store past the proxy. All its processes must have ended. */
  const readHub = (): Promise<HubFacts> =>
    database === null ? readSqlite(hubFile) : readPostgres(database.direct);
  /** The last lines of the hub's logs. */
  const hubLog = (): string =>
    hubs.map((one) => lastLines(join(one.dataDir, 'hub.log'))).join('\n\n');
  /** For work that must not run at the same time. */
  const exclusive = new Lock();
  return { hub, hubs, hubLog, stations, database, hubDisk, stationDisk, readHub, exclusive };
}

/** Distance between two stations' seeds: each start of a station takes the next one. */
const seedsOfStation = 100_000;

const linesOfLog = 30;

function lastLines(file: string): string {
  if (!existsSync(file)) return '';
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-linesOfLog).join('\n');
}

/** A PostgreSQL with its tables on the small disk, and a proxy that fails before it. */
async function openDatabase(disk: SmallDisk | null, undo: Undo) {
  const server = await startPostgres();
  undo.push(() => server.dispose());
  if (disk !== null) handOver(disk.folder);
  /** The database's address past the proxy. */
  const direct = await server.createDatabase(disk === null ? {} : { tablespace: disk.folder });
  const proxy = await openFaultProxy(() => server.port);
  undo.push(() => proxy.close());
  const url = new URL(direct);
  url.port = String(proxy.port);
  /** `url`: through the proxy. */
  return { server, proxy, direct, url: url.href };
}

/** Reads a hub's SQLite file (not encrypted) that no process has open. */
async function readSqlite(file: string): Promise<HubFacts> {
  const db = openHubFile(file);
  try {
    return await readHubFacts(async (sql) => db.prepare(sql).all());
  } finally {
    db.close();
  }
}

async function readPostgres(url: string): Promise<HubFacts> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await readHubFacts(async (sql) => (await client.query(sql)).rows);
  } finally {
    await client.end();
  }
}
