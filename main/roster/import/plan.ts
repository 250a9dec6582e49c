import { basename } from 'node:path';
import { delegatesWithBadge } from '../../../db/badges/badges.ts';
import { dataVersion } from '../../../db/base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../../../db/base/types.ts';
import { everyBooking } from '../../../db/bookings.ts';
import { forgetImport } from '../../../db/roster/last-import.ts';
import { everyDelegate } from '../../../db/roster/roster.ts';
import { codesOf } from '../../../db/roster/roster-row.ts';
import { prepareCodes, upsertDelegates } from '../../../db/roster/roster-write.ts';
import { openStoreAgain, openStoreForReading } from '../../../db/station/open.ts';
import type { ScreenLanguage } from '../../../domain/base/language.ts';
import type { ListedBooking } from '../../../domain/bookings/listed-booking.ts';
import type { ImportedEvent } from '../../../domain/roster/import-delegations.ts';
import type { RosterDefaults, RosterEntry } from '../../../domain/roster/roster-entry.ts';
import type {
  ImportDecision,
  ImportProgress,
  RosterDiff,
  RosterPreview,
} from '../../../domain/roster/roster-import.ts';
import {
  type CompareRequest,
  createListImport,
  type ListImport,
} from '../../../intake/list-import.ts';
import { readRosterFile } from '../../../intake/read-file.ts';
import type { TableOptions } from '../../../intake/table.ts';
import { missingLetters } from '../../../platform/fonts/letters.ts';
import { askingHub } from '../../hub-client/hub-failure.ts';
import { inRequests, sendRoster } from '../../hub-client/send-roster.ts';
import type { ImportSource, ImportThreadData, RosterHub, WrittenPeople } from './messages.ts';

/** The import of one file, in its thread: each step needs the one before. */
export interface Plan {
  open(options: TableOptions, event: ImportedEvent): Promise<RosterPreview>;
  compare(request: CompareRequest, signals: PlanSignals): Promise<RosterDiff>;
  /** With a hub the people go there, and come back with the next sync. */
  apply(
    decision: ImportDecision,
    to: { wall: number; hub: RosterHub | null; operatorId: string | null },
    signals: PlanSignals,
  ): Promise<WrittenPeople>;
  rejectedCsv(language: ScreenLanguage): string;
}

/** Throws IntakeError, StoreError, CallFailure and SqliteError. */
export function createPlan(data: ImportThreadData): Plan {
  const { path, key, nativeBinding } = data.location;
  const location = { path, key, nativeBinding };
  const { eventId, eventSecret, ticketSecrets } = data;
  const list = createListImport({ eventId, eventSecret, ticketSecrets }, missingLetters);
  let bytes: Uint8Array | null = null;

  return {
    open: async (options, event) => {
      bytes ??= bytesOf(data.list);
      const file = { bytes, fileName: 'path' in data.list ? basename(data.list.path) : '' };
      return { planId: data.planId, ...(await list.open(file, options, event)) };
    },
    compare: async (request, signals) => {
      await list.read(request, signals.progress);
      const db = openStoreForReading(location);
      try {
        return { planId: data.planId, ...compareWithStore(list, db, eventId) };
      } finally {
        db.close();
      }
    },
    apply: async (decision, { wall, hub, operatorId }, signals) => {
      const { added, changed, bookings, defaults } = list.decided(decision);
      if (hub !== null) {
        const people = [...added, ...changed];
        const sent = await sendPeople(people, bookings ?? [], { hub, wall, data, signals });
        return { ...sent, bookings: bookings === null ? null : sent.bookings, said: null };
      }
      const db = openStoreAgain(location);
      try {
        const written = await writePeople(added, changed, {
          db,
          eventId,
          defaults,
          isChange: added.length + changed.length + (bookings ?? []).length > 0,
          wall,
          operatorId,
          nextTurn: signals.nextTurn,
          onProgress: (fraction, rows) => signals.progress({ phase: 'writing', fraction, rows }),
        });
        return { ...written, bookings: null, said: bookings };
      } finally {
        db.close();
      }
    },
    rejectedCsv: list.rejectedCsv,
  };
}

/** Pasted text gets a byte order mark, so that its character set is certain. */
function bytesOf(list: ImportSource): Uint8Array {
  return 'path' in list ? readRosterFile(list.path) : Buffer.from(`\uFEFF${list.text}`);
}

interface HubImport {
  hub: RosterHub;
  /** UTC milliseconds. */
  wall: number;
  data: ImportThreadData;
  signals: PlanSignals;
}

/**
 * Sends the people of a plan to the hub, and then what the list says about their sessions. Throws
 * CallFailure `hub-unreachable`, `hub-refused`, `hub-wrong-certificate`. Once the plan was cancelled, what the hub stored stays.
 */
async function sendPeople(
  entries: readonly RosterEntry[],
  bookings: readonly ListedBooking[],
  { hub, wall, data, signals }: HubImport,
): ReturnType<typeof sendRoster> {
  const { path, key, nativeBinding } = data.location;
  const db = openStoreForReading({ path, key, nativeBinding });
  try {
    return await askingHub(() =>
      sendRoster(
        {
          credentials: hub.credentials,
          db,
          eventId: data.eventId,
          stationName: hub.stationName,
          version: hub.version,
          operatorId: hub.operatorId,
          clock: () => wall,
        },
        inRequests(entries, bookings),
        (sent) => {
          const fraction = sent / (entries.length + bookings.length);
          signals.progress({ phase: 'writing', fraction, rows: Math.min(sent, entries.length) });
        },
      ),
    );
  } finally {
    db.close();
  }
}

/** Both throw once the plan was cancelled. */
export interface PlanSignals {
  progress(progress: Omit<ImportProgress, 'planId'>): void;
  /** Resolves when the next batch may be written. */
  nextTurn(): Promise<void>;
}

/**
 * Delegates per transaction. While one runs, a check-in waits: about 2 ms with the small batch,
 * used while the desk is busy, and 8 ms with the large one, which costs half as much per delegate.
 * SQLite sleeps 1, 2, 5, 10 … ms between its tries, so a wait of 4 ms becomes one of 8
 * (tools/bench/import.ts measures check-ins during an import).
 */
const smallBatch = 20;
const largeBatch = 200;
/** Codes are short rows: so many more fit into the same time. */
const codesPerDelegate = 3;
/** Milliseconds for which the desk counts as busy after another connection wrote. */
const busyMilliseconds = 30_000;
/** Pages of the log before the import checkpoints it: its rows change the same pages repeatedly. */
const checkpointPages = 20_000;

/** For the pages that a hundred thousand delegates touch at random; the default is 32 MB. */
const cacheKibibytes = 128_000;

interface WriteSetting {
  db: WritableDatabase;
  eventId: string;
  defaults: RosterDefaults;
  /** Whether anything changes: people, or places in sessions. */
  isChange: boolean;
  /** UTC milliseconds. */
  wall: number;
  operatorId: string | null;
  /** Called between two batches; throws to stop there. */
  nextTurn: () => Promise<void>;
  onProgress: (fraction: number, rows: number) => void;
}

/**
 * Writes people in batches, each in a separate transaction: whenever it stops, every delegate is
 * whole or absent. They are sorted by id and their codes written beforehand, each kind in its
 * order, so that a batch changes few pages of the store.
 */
async function writePeople(
  added: readonly RosterEntry[],
  changed: readonly RosterEntry[],
  setting: WriteSetting,
): Promise<{ added: number; changed: number }> {
  const { db } = setting;
  const before = db.pragma('wal_autocheckpoint', { simple: true });
  db.pragma(`wal_autocheckpoint = ${checkpointPages}`);
  db.pragma(`cache_size = -${cacheKibibytes}`);
  const batchSize = createBatchSize(db);
  // One import can be undone; a file that changes nothing leaves the one before.
  if (setting.isChange) forgetImport(db);
  const entries = [...added, ...changed].sort((a, b) => (a.id < b.id ? -1 : 1));
  try {
    await writeCodes(added, batchSize, setting);
    return await writeEntries(entries, batchSize, setting);
  } finally {
    // PASSIVE blocks no other connection; almost nothing is then left for TRUNCATE, which locks.
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
        codesOf({
          ...entry,
          otherCodes: entry.values.otherCodes ?? [],
          outsideTickets: entry.values.outsideTickets ?? [],
        })
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
      import: { operatorId: setting.operatorId },
    });
    total.added += count.added;
    total.changed += count.changed;
    start = end;
    setting.onProgress(Math.min(1, start / entries.length), Math.min(start, entries.length));
    await setting.nextTurn();
  }
  return total;
}

/** When another connection has written, a desk is checking people in. */
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

/**
 * Passes the roster to the comparison of a list. Writes nothing. Runs in one transaction: the desk
 * continues to write, and a plan is made from one state of the roster.
 */
export function compareWithStore(
  list: ComparedList,
  db: ReadableDatabase,
  eventId: string,
): ReturnType<ListImport['diff']> {
  return db.transaction(() => passRoster(list, db, eventId))();
}

type ComparedList = Pick<ListImport, 'known' | 'diff' | 'tellsOfSessions' | 'booking'>;

function passRoster(
  list: ComparedList,
  db: ReadableDatabase,
  eventId: string,
): ReturnType<ListImport['diff']> {
  const withBadge = delegatesWithBadge(db, eventId);
  for (const delegate of everyDelegate(db, eventId)) {
    list.known({ delegate, hasBadge: withBadge.has(delegate.id) });
  }
  if (list.tellsOfSessions()) for (const fact of everyBooking(db, eventId)) list.booking(fact);
  return list.diff();
}
