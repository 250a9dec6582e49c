import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WritableDatabase } from '../../db/base/types.ts';
import { saveEvent } from '../../db/event/events.ts';
import { saveHubLink } from '../../db/ledger/hub-link.ts';
import { openStore, type StoreLocation } from '../../db/station/open.ts';
import { eventFileHash } from '../../domain/event/event-file.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { mergeEntry } from '../../domain/roster/roster-entry.ts';
import { ensureStation } from '../../main/app/start/open-station-store.ts';
import { enrolAtHub } from '../../main/hub-client/enrol.ts';
import { createHttpHub } from '../../main/hub-client/http-hub.ts';
import { createSyncEngine } from '../../main/sync/engine.ts';
import { makeSigningKeys, readPrivateKey, signText } from '../../platform/crypto/ed25519.ts';
import { bulkCrypto, nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { largeEvent } from '../../test/support/import-desk.ts';
import { sampleRows } from '../../test/support/roster-sample.ts';
import { eventSecret } from '../../test/support/sample-event.ts';
import { type BenchResult, rounded } from './bench-result.ts';
import { entryOf } from './machine/large-store.ts';
import { type BenchHub, withEachStore } from './sync/bench-hub.ts';
import { insertRaw, rawRows } from './sync/raw-roster.ts';

const size = 100_000;

/**
 * The first sync of a new desk: 100,000 delegates over TLS into its encrypted store, with codes,
 * search words and counts. For comparison the raw bulk insert: the same rows of the same tables by
 * prepared statements, a page per transaction.
 */
export async function run(): Promise<BenchResult> {
  const figures: Record<string, number> = {};
  const delegates = makeDelegates();
  const rows = rawRows(delegates);
  // The desk's own store is the same for either store of the hub.
  const all = await withStore((db) => timed(() => insertRaw(db, rows)));
  await withEachStore(async ({ kind, hub: start }) => {
    const hub = await start();
    try {
      const seeding = performance.now();
      await seed(hub, delegates);
      figures[`pull_100k.${kind}.seed_s`] = seconds(performance.now() - seeding);
      const pull = await withStore((db) => firstPull(hub, db));
      figures[`pull_100k.${kind}.pull_s`] = seconds(pull);
      figures[`pull_100k.${kind}.raw_s`] = seconds(all);
      figures[`pull_100k.${kind}.ratio_raw`] = rounded(pull / all);
    } finally {
      await hub.stop();
    }
  });
  return { name: 'first pull of 100,000 delegates', figures };
}

/** Delegates as an import makes them from a registration system's file. */
function makeDelegates(): Delegate[] {
  const crypto = bulkCrypto(eventSecret);
  return Array.from(sampleRows(size), (row) => {
    const entry = entryOf(row, largeEvent().id, eventSecret, crypto);
    return mergeEntry(null, entry, { category: 'delegate' });
  });
}

async function seed(hub: BenchHub, delegates: readonly Delegate[]): Promise<void> {
  const portion = 500;
  for (let at = 0; at < delegates.length; at += portion) {
    await hub.admin.seedRoster(delegates.slice(at, at + portion), []);
  }
}

async function withStore(work: (db: WritableDatabase) => Promise<number>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-bench-'));
  const location: StoreLocation = {
    path: join(folder, 'lanyard.db'),
    key: Buffer.alloc(32, 3),
    nativeBinding: undefined,
  };
  const db = openStore(location);
  try {
    saveEvent(db, { file: largeEvent(), secret: eventSecret }, Date.now());
    return await work(db);
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function firstPull(hub: BenchHub, db: WritableDatabase): Promise<number> {
  const station = ensureStation(db);
  const keys = makeSigningKeys();
  const { code } = await hub.admin.invite({
    mode: 'desk',
    name: '',
    replaces: null,
    takeover: false,
  });
  const outcome = await enrolAtHub(
    { url: hub.url, code, fingerprint: hub.fingerprint },
    { id: station.station, name: 'Desk', mode: 'desk', keys, version: '0.1.0' },
  );
  if (outcome.kind !== 'enrolled') throw new Error('the fingerprint was given');
  const { enrolment } = outcome;
  saveHubLink(db, { ...enrolment, wall: Date.now() });
  const way = createHttpHub({ ...enrolment, privateKey: keys.privateKey });
  const engine = createSyncEngine({
    db,
    hub: way,
    event: {
      id: largeEvent().id,
      fileHash: eventFileHash(largeEvent(), nodeCrypto),
    },
    clock: Date.now,
    monotonic: () => performance.now(),
    mode: 'desk',
    describe: () => ({ name: 'Desk', version: '0.1.0', operators: [] }),
    crypto: nodeCrypto,
    sign: (text) => signText(readPrivateKey(keys.privateKey), text),
    onChange: () => {},
    onProgress: () => {},
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  });
  try {
    const taken = await timed(() => engine.syncOnce());
    const row = db.prepare<[], { count: number }>('SELECT count(*) AS count FROM delegate').get();
    if (row?.count !== size) throw new Error(`${row?.count} of ${size} delegates`);
    return taken;
  } finally {
    await way.close();
  }
}

async function timed(work: () => unknown): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

function seconds(milliseconds: number): number {
  return rounded(milliseconds / 1_000);
}
