import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  countDelegates,
  findDelegateByRegistrationCode,
  findDelegateByTicket,
} from '../../db/roster/roster.ts';
import { searchDelegates } from '../../db/roster/search.ts';
import { checkIn } from '../../main/check-in/check-in.ts';
import {
  type ImportDesk,
  largeEvent,
  makeImportDesk,
  startImportThread,
} from '../support/import-desk.ts';
import { csvOf, sampleHeaders, sampleRows } from '../support/roster-sample.ts';

const event = largeEvent();
const size = 1_500;
const people = csvOf([sampleHeaders, ...sampleRows(size)]);

let desk: ImportDesk;
let threads: Worker[] = [];
beforeEach(() => {
  threads = [];
  desk = makeImportDesk({
    event,
    startWorker: (options) => {
      const thread = startImportThread(options);
      threads.push(thread);
      return thread;
    },
  });
});
afterEach(() => desk.closeAll());

async function compared() {
  const preview = await desk.imports.open(desk.file('people.csv', people), {});
  await desk.imports.compare(preview.planId, preview.guess, () => {});
  return preview.planId;
}

/** Starts writing and resolves at the first sign of it. */
async function writingBegun(planId: string): Promise<{ written: Promise<unknown> }> {
  return new Promise((begun) => {
    const written = desk.imports.apply(planId, () => begun({ written }));
    written.catch(() => {});
  });
}

/**
 * Expects that every delegate in the store is complete: found by both codes and by name, and
 * counted.
 */
function expectWholeDelegates(): number {
  const { db } = desk.context;
  const rows = db
    .prepare<[], { code: string; tickets: string; name: string }>(
      'SELECT registration_code AS code, ticket_hashes AS tickets, family_name AS name FROM delegate',
    )
    .all();
  for (const row of rows.filter((_, index) => index % 50 === 0)) {
    const byCode = findDelegateByRegistrationCode(db, event.id, row.code);
    expect(byCode?.ticketHashes).toEqual(JSON.parse(row.tickets));
    expect(findDelegateByTicket(db, event.id, byCode?.ticketHashes[0] ?? '')).toEqual(byCode);
    const question = {
      eventId: event.id,
      query: row.code,
      limit: 5,
      day: '2018-10-02',
      language: 'en',
    } as const;
    expect(searchDelegates(db, question).rows[0]?.registrationCode).toBe(row.code);
  }
  const words = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM delegate_search').get();
  expect(words?.n).toBe(rows.length);
  expect(countDelegates(db, event.id).registered).toBe(rows.length);
  return rows.length;
}

describe('an import that is interrupted', () => {
  test('by cancelling while it writes leaves whole delegates; importing again heals', async () => {
    const planId = await compared();
    const { written } = await writingBegun(planId);
    await desk.imports.cancel(planId);
    await expect(written).rejects.toMatchObject({ code: 'import-cancelled' });
    const left = expectWholeDelegates();
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(size);
    const again = await desk.importAll(desk.file('people.csv', people));
    expect(again).toMatchObject({ added: size - left, changed: 0 });
    expect(expectWholeDelegates()).toBe(size);
  });

  test('by the death of its thread while it writes is told, and the desk goes on', async () => {
    const { written } = await writingBegun(await compared());
    await threads.at(-1)?.terminate();
    await expect(written).rejects.toMatchObject({ code: 'internal', detail: 'import thread' });
    const left = expectWholeDelegates();
    expect(left).toBeLessThan(size);
    expect((await desk.importAll(desk.file('people.csv', people))).added).toBe(size - left);
  });

  test('by cancelling while it reads or compares ends at once and writes nothing', async () => {
    for (const when of ['reading', 'comparing'] as const) {
      const preview = await desk.imports.open(
        desk.file('people.csv', people.repeat(when === 'reading' ? 20 : 1)),
        {},
      );
      const comparing = desk.imports.compare(preview.planId, preview.guess, () => {});
      comparing.catch(() => {});
      await desk.imports.cancel(preview.planId);
      await expect(comparing).rejects.toMatchObject({ code: 'import-cancelled' });
    }
    expect(expectWholeDelegates()).toBe(0);
  });

  test('by cancelling while it opens', async () => {
    const opening = desk.imports.open(desk.file('people.csv', people.repeat(20)), {});
    opening.catch(() => {});
    await expect.poll(() => threads.length).toBe(1);
    await desk.imports.close();
    await expect(opening).rejects.toMatchObject({ code: 'import-cancelled' });
  });

  test('by a thread that fails or runs out of memory is told by a code', async () => {
    const failing = (source: string) =>
      makeImportDesk({
        startWorker: ({ resourceLimits }) => {
          // Reaching the import's own limit would take minutes here.
          expect(resourceLimits?.maxOldGenerationSizeMb).toBeLessThanOrEqual(2_048);
          const smaller = { maxOldGenerationSizeMb: 16 };
          return new Worker(source, { eval: true, resourceLimits: smaller });
        },
      });
    for (const [source, code] of [
      [
        `require('node:worker_threads').parentPort.on('message', () => { throw new TypeError('x'); })`,
        'internal',
      ],
      [
        `require('node:worker_threads').parentPort.on('message', () => process.exit(3))`,
        'internal',
      ],
      [
        `require('node:worker_threads').parentPort.on('message', () => { const all = []; for (;;) all.push({ a: String(all.length) }); })`,
        'import-too-large',
      ],
    ] as const) {
      const other = failing(source);
      await expect(other.imports.open('/any', {})).rejects.toMatchObject({ code });
      await other.closeAll();
    }
  });
});

describe('while an import writes', () => {
  test('check-ins go on between its batches, and nothing of either is lost', async () => {
    const guests = Array.from({ length: 40 }, (_, index) => desk.addDelegate(index + 1));
    const { written } = await writingBegun(await compared());
    let running = true;
    void written.finally(() => {
      running = false;
    });
    let during = 0;
    for (const guest of guests) {
      const answer = checkIn(desk.context, desk.caller, {
        key: `0192d3a0-0000-7000-8000-${guest.id.slice(-12)}`,
        target: { kind: 'delegate', delegateId: guest.id },
        identity: null,
      });
      expect(answer.outcome).toBe('admitted');
      if (running) during += 1;
      await new Promise((next) => setImmediate(next));
    }
    expect(await written).toEqual({ added: size, changed: 0, bookings: null });
    expect(during).toBeGreaterThan(10);
    expect(expectWholeDelegates()).toBe(size + guests.length);
    const admitted = desk.context.db
      .prepare<[], { n: number }>('SELECT count(*) AS n FROM admission')
      .get();
    expect(admitted?.n).toBe(guests.length);
  });

  test('the station’s own checkpoints rest, and come back', async () => {
    const usual = desk.context.db.pragma('wal_autocheckpoint', { simple: true });
    const { written } = await writingBegun(await compared());
    expect(desk.context.db.pragma('wal_autocheckpoint', { simple: true })).toBe(0);
    await written;
    expect(desk.context.db.pragma('wal_autocheckpoint', { simple: true })).toBe(usual);
  });
});
