import { readFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { hubLinkOf } from '../../db/hub-link.ts';
import { openStore } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import { findStation } from '../../db/station.ts';
import type { Context } from '../../main/use-cases/context.ts';
import { type DeskOperation, doAtDesk } from '../sim/desk-steps.ts';
import { createRandom } from '../sim/random.ts';
import { type JournalLine, openJournal } from './journal.ts';
import { eventOfToday, kioskLocation, kioskSettingSchema } from './setting.ts';
import { sqliteCodeOf } from './sqlite-code.ts';

/**
 * A desk at work until somebody kills it: writes facts by the real use cases, while a thread of its own
 * syncs by the real engine over HTTPS. Argument: file of its setting. Standard input: `quiet` ends the
 * writing, `end` the process. Standard output: `at {…}` after each sync once it is quiet.
 */
const setting = kioskSettingSchema.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
const journal = openJournal(setting.journal);
journal.write([{ kind: 'life' }]);
const db = openStore(kioskLocation(setting.folder));
const station = stationNow();
const event = eventOfToday();
const random = createRandom(Math.floor(Math.random() * 2 ** 32));
const context: Context = {
  db,
  kiosk: station,
  kioskName: setting.name,
  event,
  clock: Date.now,
  checkpoint: () => random.pick(event.file.checkpoints),
  idCheck: () => false,
  training: false,
};

/** More admissions than anything else, and everything that a desk does. */
const usualDay: readonly DeskOperation[] = [
  ...Array<DeskOperation>(10).fill('check-in'),
  ...Array<DeskOperation>(4).fill('print-outcome'),
  ...(['undo', 'undo', 'hand-over', 'hand-over', 'walk-in', 'correct'] as const),
  ...(['reprint', 'replace', 'resolve'] as const),
];
/** Once in so many facts a whole delegation comes at once. */
const rushes = { oneIn: 60, people: 120 };

let isQuiet = false;
let isOver = false;
const worker = new Worker(new URL('kiosk-sync-worker.ts', import.meta.url), {
  workerData: setting,
});
worker.on('error', (error) => {
  throw error;
});
worker.on('message', () => {
  if (isQuiet && !isOver) tellStanding();
});
createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'quiet') isQuiet = true;
  if (line === 'end') void end();
});

await work();

async function work(): Promise<void> {
  let people: string[] = [];
  let rush = 0;
  for (let count = 0; !isQuiet; count += 1) {
    if (count % 100 === 0 || people.length === 0) people = everybody();
    if (count === 1) writeSync(1, 'working\n');
    if (people.length > 0) write(people);
    if (rush === 0 && random.chance(1 / rushes.oneIn)) rush = rushes.people;
    if (rush > 0) rush -= 1;
    // A rush leaves no pause; the timer still lets the thread's messages in.
    await sleep(rush > 0 ? 0 : random.below(setting.pause));
  }
}

function write(people: string[]): void {
  const { lastKseq } = stationNow();
  journal.write([{ kind: 'attempt' }]);
  const operation = random.pick(usualDay);
  try {
    doAtDesk(operation, {
      context,
      people,
      a: random.below(2 ** 31),
      b: random.below(2 ** 31),
    });
  } catch (error) {
    const code = sqliteCodeOf(error);
    if (code === null) throw error;
    journal.write([{ kind: 'refused', code }]);
    return;
  }
  journal.write(writtenSince(lastKseq));
}

function writtenSince(lastKseq: number): JournalLine[] {
  return statement<[string, number, number], { id: string; kseq: number; hash: string }>(
    db,
    `SELECT id, kseq, hash FROM attendance_event
     WHERE kiosk = ? AND incarnation = ? AND kseq > ? ORDER BY kseq`,
  )
    .all(station.kiosk, station.incarnation, lastKseq)
    .map(({ id, kseq, hash }) => ({
      kind: 'committed',
      id,
      incarnation: station.incarnation,
      kseq,
      hash,
    }));
}

function everybody(): string[] {
  return statement<[], { id: string }>(db, 'SELECT id FROM delegate WHERE deleted = 0 ORDER BY id')
    .all()
    .map(({ id }) => id);
}

function stationNow() {
  const row = findStation(db);
  if (row === null) throw new Error('the store was not prepared');
  return row;
}

function tellStanding(): void {
  const { lastKseq, incarnation } = stationNow();
  const { ackedKseq, eventSeq, rosterSeq } = hubLinkOf(db);
  const standing = { lastKseq, incarnation, ackedKseq, eventSeq, rosterSeq };
  writeSync(1, `at ${JSON.stringify(standing)}\n`);
}

async function end(): Promise<void> {
  isOver = true;
  worker.postMessage('end');
  await new Promise((resolve) => worker.once('exit', resolve));
  db.close();
  journal.close();
  process.exit(0);
}
