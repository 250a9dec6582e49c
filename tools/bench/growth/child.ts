// Builds a desk's store with as many delegates as the first argument says, and a fact of today for
// nearly each. Measures what a desk does, adds facts up to the number in the second argument, if
// any, and measures again. Prints the columns as JSON.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureStation, openStationStore } from '../../../main/app/start/open-station-store.ts';
import { closeDay, signedReport } from '../../../main/day-close/day-close-calls.ts';
import { readDayStatus } from '../../../main/day-close/day-status.ts';
import { delegationPresence } from '../../../main/delegations.ts';
import { readEvacuation } from '../../../main/emergency/evacuation-text.ts';
import { createReadingProcess } from '../../../main/reports/reading/reading-process.ts';
import { createDeskReports } from '../../../main/reports/reports.ts';
import { createRosterImport } from '../../../main/roster/import/roster-import.ts';
import { deskCounts, findDelegates, recentItems } from '../../../main/roster/views.ts';
import { createBadgeTokens } from '../../../platform/crypto/badge-tokens.ts';
import { makeSigningKeys } from '../../../platform/crypto/ed25519.ts';
import { type DeskContext, makeDeskContext } from '../../../test/support/desk-context.ts';
import { largeEvent, startImportThread } from '../../../test/support/import-desk.ts';
import { startReadingChild } from '../../../test/support/reading-child.ts';
import { csvOf, sampleHeaders, sampleRows } from '../../../test/support/roster-sample.ts';
import { eventSecret, ticketCodeOf } from '../../../test/support/sample-event.ts';
import { checkInTimes, typed } from '../machine/desk-turns.ts';
import { fillStore, spread } from '../machine/large-store.ts';
import type { Column } from './column.ts';
import { admitAll } from './facts.ts';
import { measured } from './measure.ts';

/** Check-ins that are measured, after the warm-up ones. */
const checkIns = 200;
const warmUp = 50;
const reads = 5;
const heavyReads = 3;

const event = { file: largeEvent(), secret: eventSecret };
const { privateKey, publicKey } = makeSigningKeys();
const [size = 0, manyFacts = 0] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'lanyard-growth-'));
try {
  process.stdout.write(JSON.stringify(await columns()));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function columns(): Promise<Column[]> {
  const roster = join(folder, 'roster.csv');
  writeFileSync(roster, csvOf([[...sampleHeaders], ...sampleRows(size)]));
  const rounds = manyFacts > 0 ? 2 : 1;
  const guests = fill((desk) => {
    fillStore(desk, sampleRows(size)[Symbol.iterator](), size, 1);
    const everyone = desk.context.db
      .prepare<[], { id: string }>('SELECT id FROM delegate ORDER BY id')
      .all()
      .map(({ id }) => id);
    const coming = spread(everyone, rounds * (warmUp + checkIns));
    const left = new Set(coming);
    const here = everyone.filter((id) => !left.has(id));
    admitAll(desk, here, '2018-10-02T06:00:00+02:00', ['registration']);
    return { here, coming };
  });
  const portion = warmUp + checkIns;
  const first = await column('2018-10-02', guests.coming.slice(0, portion), roster);
  if (rounds === 1) return [first];
  fill((desk) => {
    // Other rooms on both days: no event lasts a year, and every fact counts the same.
    const { here } = guests;
    const visits = Math.round((manyFacts - here.length) / here.length);
    const rooms = Array.from({ length: visits - 1 }, (_, room) => `room-${room + 1}`);
    const half = Math.ceil(rooms.length / 2);
    admitAll(desk, here, '2018-10-02T19:00:00+02:00', rooms.slice(0, half));
    admitAll(desk, here, '2018-10-03T06:00:00+02:00', ['registration', ...rooms.slice(half)]);
  });
  return [first, await column('2018-10-03', guests.coming.slice(portion), roster)];
}

/** Fills a store with a large cache and without flushing to disk, since filling is not measured. */
function fill<T>(work: (desk: DeskContext) => T): T {
  const desk = makeDeskContext({ folder, event });
  const { db } = desk.context;
  db.pragma('cache_size = -2000000');
  db.pragma('synchronous = OFF');
  try {
    return work(desk);
  } finally {
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
  }
}

async function column(day: string, coming: readonly string[], roster: string): Promise<Column> {
  const open = await measured(times(heavyReads, openOnce));
  const desk = makeDeskContext({ folder, event });
  desk.setClock(`${day}T18:00:00+02:00`);
  const { context, location } = desk;
  const { db } = context;
  let reading: number | null = null;
  const reader = readingProcess(desk, (pid) => {
    reading = pid;
  });
  const dayClose = { context, hub: () => null, signingKey: () => privateKey, reads: reader.ask };
  const reports = createDeskReports({ dayClose, printers: () => [] }, () => performance.now());
  const imports = createRosterImport({
    db,
    location,
    event,
    clock: context.clock,
    eventKeeper: () => 'here' as const,
    startWorker: startImportThread,
  });
  const cold = async (works: Iterable<() => unknown>) => {
    // Remains of an earlier read must not count.
    await reader.stop();
    reading = null;
    return await measured(works, () => reading);
  };
  try {
    return {
      open,
      'check-in': await checkInCost(desk, coming),
      search: await measured(
        typed.flatMap((text) =>
          Array.from(
            text,
            (_letter, at) => () =>
              findDelegates(context, { query: text.slice(0, at + 1), limit: 50 }),
          ),
        ),
      ),
      footer: await measured(
        times(checkIns, () => [deskCounts(context), recentItems(context, 20)]),
      ),
      evacuation: await cold(times(reads, () => readEvacuation(context, 'en', reader.ask))),
      delegations: await cold(times(reads, () => delegationPresence(context, reader.ask))),
      'day-status': await cold(times(heavyReads, () => readDayStatus(dayClose, day))),
      'day-close': await cold(
        times(heavyReads, async () => {
          const { revision } = await closeDay(dayClose, desk.supervisor, day);
          await signedReport(dayClose, { day, revision });
        }),
      ),
      report: await cold(
        times(heavyReads, () =>
          reports.file({ ids: ['attendance'], day: null, language: 'en', format: 'xlsx' }),
        ),
      ),
      'roster-diff': await cold(
        times(heavyReads, async () => {
          const preview = await imports.open(roster, {});
          const { changed } = await imports.compare(preview.planId, preview.guess, () => {});
          if (changed === 0) throw new Error('the file changes nothing');
          await imports.cancel(preview.planId);
        }),
      ),
    };
  } finally {
    await reader.stop();
    await imports.close();
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
  }
}

function openOnce(): void {
  const location = { path: join(folder, 'lanyard.db'), key: Buffer.alloc(32, 3) };
  const { db, recovery } = openStationStore({ ...location, nativeBinding: undefined }, new Date());
  if (recovery !== null) throw new Error('the store was restored');
  ensureStation(db);
  db.close();
}

async function checkInCost(desk: DeskContext, coming: readonly string[]) {
  const codes = coming.map((id) => ticketCodeOf({ id }));
  // A station has them ready, too: it makes them between two people.
  const badgeTokens = createBadgeTokens(codes.length);
  await badgeTokens.prepare();
  desk.context.badgeTokens = badgeTokens;
  checkInTimes(desk, codes.slice(0, warmUp));
  return await measured(codes.slice(warmUp).map((code) => () => checkInTimes(desk, [code])));
}

/** As main/app/services/create-reads.ts makes it. */
function readingProcess({ context, location }: DeskContext, onStart: (pid: number) => void) {
  const { event: stored, self, stationName, training } = context;
  return createReadingProcess({
    start: () => {
      const child = startReadingChild();
      onStart(child.pid);
      return child;
    },
    begin: () => ({
      location: { path: location.path, key: Uint8Array.from(location.key) },
      event: stored.file,
      station: self.station,
      stationName,
      training,
      publicKey,
    }),
    onCrash: (error) => {
      throw error;
    },
    idleMilliseconds: 60_000,
  });
}

function times(count: number, work: () => unknown): (() => unknown)[] {
  return Array.from({ length: count }, () => work);
}
