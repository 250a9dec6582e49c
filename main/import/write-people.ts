import { codesOf } from '../../db/roster-statements.ts';
import { prepareCodes, upsertDelegates } from '../../db/roster-write.ts';
import { dataVersion } from '../../db/statement.ts';
import type { WritableDatabase } from '../../db/types.ts';
import type { RosterDefaults, RosterEntry } from '../../domain/roster-entry.ts';

/**
 * Delegates per transaction. While one runs, a check-in waits: about 2 ms with the small batch, which
 * is taken while the desk is busy, 8 ms with the large one, which costs half as much per delegate.
 * SQLite sleeps 1, 2, 5, 10 … ms between its tries, so that a wait of 4 ms is one of 8
 * (tools/bench/import.ts measures check-ins during an import).
 */
const smallBatch = 20;
const largeBatch = 200;
/** Codes are short rows: so many more fit the same time. */
const codesPerDelegate = 3;
/** The desk counts as busy for so long after somebody else wrote into the store, in milliseconds. */
const busyMilliseconds = 30_000;
/** Pages of the log before the import copies them into the store itself: its rows change the same pages again and again. */
const checkpointPages = 20_000;

/** Room for the pages that a hundred thousand delegates come by at random; the usual 32 MB are not enough. */
const cacheKibibytes = 128_000;

/** What writing needs. */
export interface WriteSetting {
  db: WritableDatabase;
  eventId: string;
  defaults: RosterDefaults;
  /** UTC milliseconds. */
  wall: number;
  /** Called between two batches; throws to stop there. */
  nextTurn: () => Promise<void>;
  onProgress: (fraction: number, rows: number) => void;
}

/**
 * Writes people in batches, each a transaction of its own: whenever it stops, every delegate is whole
 * or absent. They are sorted by id and their codes written beforehand, each kind in its order, so that
 * a batch changes few pages of the store.
 */
export async function writePeople(
  added: readonly RosterEntry[],
  changed: readonly RosterEntry[],
  setting: WriteSetting,
): Promise<{ added: number; changed: number }> {
  const { db } = setting;
  const before = db.pragma('wal_autocheckpoint', { simple: true });
  db.pragma(`wal_autocheckpoint = ${checkpointPages}`);
  db.pragma(`cache_size = -${cacheKibibytes}`);
  const batchSize = createBatchSize(db);
  const entries = [...added, ...changed].sort((a, b) => (a.id < b.id ? -1 : 1));
  try {
    await writeCodes(added, batchSize, setting);
    return await writeEntries(entries, batchSize, setting);
  } finally {
    // PASSIVE waits for nobody and nobody for it; what is left for TRUNCATE, which locks, is next to nothing.
    db.pragma('wal_checkpoint(PASSIVE)');
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.pragma(`wal_autocheckpoint = ${Number(before)}`);
  }
}

async function writeCodes(
  added: readonly RosterEntry[],
  batchSize: () => number,
  setting: WriteSetting,
): Promise<void> {
  for (const kind of ['ticket', 'registration'] as const) {
    const codes = added
      .flatMap((entry) =>
        codesOf(entry)
          .filter((one) => one.kind === kind)
          .map(({ code }) => ({ code, delegateId: entry.id })),
      )
      .sort((a, b) => (a.code < b.code ? -1 : 1));
    for (let start = 0; start < codes.length; ) {
      const end = start + batchSize() * codesPerDelegate;
      prepareCodes(setting.db, kind, codes.slice(start, end));
      start = end;
      await setting.nextTurn();
    }
  }
}

async function writeEntries(
  entries: readonly RosterEntry[],
  batchSize: () => number,
  setting: WriteSetting,
): Promise<{ added: number; changed: number }> {
  const total = { added: 0, changed: 0 };
  for (let start = 0; start < entries.length; ) {
    const end = start + batchSize();
    const count = upsertDelegates(setting.db, {
      eventId: setting.eventId,
      entries: entries.slice(start, end),
      defaults: setting.defaults,
      wall: setting.wall,
    });
    total.added += count.added;
    total.changed += count.changed;
    start = end;
    setting.onProgress(Math.min(1, start / entries.length), Math.min(start, entries.length));
    await setting.nextTurn();
  }
  return total;
}

/** When another connection has written, somebody checks people in. */
function createBatchSize(db: WritableDatabase): () => number {
  let version = dataVersion(db);
  let busyUntil = 0;
  return () => {
    const now = dataVersion(db);
    if (now !== version) {
      version = now;
      busyUntil = performance.now() + busyMilliseconds;
    }
    return performance.now() < busyUntil ? smallBatch : largeBatch;
  };
}
