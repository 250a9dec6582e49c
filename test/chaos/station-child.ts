import { readFileSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { statement } from '../../db/base/statement.ts';
import { hubLinkOf } from '../../db/ledger/hub-link.ts';
import { findStation } from '../../db/ledger/station.ts';
import { openStore } from '../../db/station/open.ts';
import type { Context } from '../../main/base/context.ts';
import { Coverage } from '../sim/coverage.ts';
import { type DeskOperation, doAtDesk } from '../sim/desk-steps.ts';
import { limitPages } from '../sim/disk.ts';
import { idsIn } from '../sim/fact-book.ts';
import { createRandom } from '../sim/random.ts';
import { testBadgeTokens } from '../support/badge-tokens.ts';
import { keepCompiled, obeyParent, sqliteCodeOf } from './child-tools.ts';
import { type JournalLine, openJournal } from './journal.ts';
import { eventOfToday, stationLocation, stationSettingSchema } from './setting.ts';

/**
 * A desk that writes facts through the real use cases until it is killed, while a separate thread
 * syncs with the real engine over HTTPS.
 * Arguments: the file of its settings, the seed of this run of the process.
 * Standard input: `full` and `room` limit its store's pages, `quiet` ends the writing, `end` the
 * process.
 * Standard output, a line each: `working` once; `wrote N`; `refused CODE` by its own store; the
 * outcome of each sync; and `at {…}` after each sync once it is quiet.
 */
const [file = '', seed = ''] = process.argv.slice(2);
const setting = stationSettingSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
const journal = openJournal(setting.journal);
journal.write([{ kind: 'life' }]);
const db = openStore(stationLocation(setting.folder));
const station = stationNow();
const event = eventOfToday();
const random = createRandom(Number(seed));
/** Checkpoint of the next fact; it stays the same throughout a transaction. */
let checkpoint = random.pick(event.file.checkpoints);
const context: Context = {
  db,
  self: station,
  stationName: setting.name,
  language: 'en',
  event,
  badgeTokens: testBadgeTokens,
  clock: Date.now,
  clockIsSet: false,
  checkpoint: () => checkpoint,
  idCheck: () => false,
  training: false,
};

/** What a desk does: mostly admissions, and a little of everything else. */
const defaultDay: readonly DeskOperation[] = [
  ...Array<DeskOperation>(10).fill('check-in'),
  ...Array<DeskOperation>(4).fill('print-outcome'),
  'undo',
  'undo',
  'hand-over',
  'hand-over',
  'walk-in',
  'correct',
  'reprint',
  'replace',
  'resolve',
];
/** Not read here: only the simulation's runs must reach everything. */
const coverage = new Coverage();
/** Once in so many facts, so many people of a delegation arrive at once. */
const rushes = { oneIn: 60, people: 120 };

let isQuiet = false;
let isOver = false;
const worker = new Worker(new URL('station-sync-worker.ts', import.meta.url), {
  workerData: { setting, seed: Number(seed) },
});
worker.on('error', (error) => {
  throw error;
});
worker.on('message', (message) => {
  const report = String(message);
  say(report);
  if (report === 'synced' && isQuiet && !isOver) tellStanding();
});
obeyParent((line) => {
  if (line === 'quiet') isQuiet = true;
  if (line === 'full' || line === 'room') {
    limitPages(db, line);
    worker.postMessage(line);
  }
  if (line === 'end') void end();
});

await work();

async function work(): Promise<void> {
  let people: string[] = [];
  let rush = 0;
  for (let count = 0; !isQuiet; count += 1) {
    if (count % 100 === 0 || people.length === 0) people = everybody();
    if (count === 1) {
      say('working');
      keepCompiled();
    }
    if (people.length > 0) write(people);
    if (rush === 0 && random.chance(1 / rushes.oneIn)) rush = rushes.people;
    if (rush > 0) rush -= 1;
    // A rush has no pauses; the timer still lets the thread's messages in.
    await sleep(rush > 0 ? 0 : random.below(setting.pause));
  }
}

function write(people: string[]): void {
  const { lastKseq } = stationNow();
  checkpoint = random.pick(event.file.checkpoints);
  const operation = random.pick(defaultDay);
  try {
    doAtDesk(operation, {
      context,
      mode: 'desk',
      people,
      coverage,
      a: random.below(2 ** 31),
      b: random.below(2 ** 31),
    });
  } catch (error) {
    const code = sqliteCodeOf(error);
    if (code === null) throw error;
    journal.write([{ kind: 'refused', code }]);
    say(`refused ${code}`);
    return;
  }
  const written = writtenSince(lastKseq);
  journal.write(written);
  say(`wrote ${written.length}`);
}

function writtenSince(lastKseq: number): JournalLine[] {
  return statement<[string, number, number], { id: string; kseq: number; hash: string }>(
    db,
    `SELECT id, kseq, hash FROM attendance_event
     WHERE station = ? AND incarnation = ? AND kseq > ? ORDER BY kseq`,
  )
    .all(station.station, station.incarnation, lastKseq)
    .map(({ id, kseq, hash }) => ({
      kind: 'committed',
      id,
      incarnation: station.incarnation,
      kseq,
      hash,
    }));
}

function everybody(): string[] {
  return idsIn(db, 'SELECT id FROM delegate WHERE deleted = 0 ORDER BY id');
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
  say(`at ${JSON.stringify(standing)}`);
}

function say(line: string): void {
  writeSync(1, `${line}\n`);
}

async function end(): Promise<void> {
  isOver = true;
  worker.postMessage('end');
  await new Promise((resolve) => worker.once('exit', resolve));
  db.close();
  journal.close();
  process.exit(0);
}
