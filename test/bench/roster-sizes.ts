import { randomUUID } from 'node:crypto';
import { bulkCrypto } from '../../crypto/bulk-crypto.ts';
import { upsertDelegates } from '../../db/roster-write.ts';
import { searchDelegates } from '../../db/search.ts';
import { makeDelegateId } from '../../domain/delegate-id.ts';
import { makeTicketCode } from '../../domain/opaque-code.ts';
import type { RosterEntry } from '../../domain/roster-entry.ts';
import { checkIn } from '../../main/use-cases/check-in.ts';
import { type DeskContext, makeDeskContext } from '../support/desk-context.ts';
import { sampleRows } from '../support/roster-sample.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';

const sizes: readonly (readonly [name: string, size: number])[] = [
  ['1k', 1_000],
  ['10k', 10_000],
  ['100k', 100_000],
  ['1m', 1_000_000],
];
/** Check-ins at each size, and before them some that are not counted. */
const checkIns = 400;
const warmUp = 50;
/** Delegates that are sorted and written together: a store's pages are changed once for many. */
const portion = 50_000;
const batch = 10_000;

/** What people type, letter by letter; common words, rare ones, codes, two words, none found. */
const typed = [
  'schanson',
  'garov',
  'anna',
  'maria jose',
  'mueller',
  'jürgen hof',
  'customs administration',
  'department 12',
  'ivan petrov',
  'петров',
  '田中',
  'محمد',
  'mohamed',
  'gsc-000123',
  'GSC-0999',
  'aab',
  'zzz',
  'øslo',
];

/**
 * The same desk while its roster grows from a thousand delegates to a million: the whole of a check-in in the main
 * process (parse, look up, decide, write, flush to the disk), and the search in the store at every letter typed.
 */
export async function run(): Promise<BenchResult> {
  const desk = makeDeskContext();
  const figures: Record<string, number> = {};
  try {
    const rows = sampleRows(1_000_000)[Symbol.iterator]();
    let size = 0;
    for (const [name, wanted] of sizes) {
      const fresh: string[] = [];
      const portions = Math.ceil((wanted - size) / portion);
      while (size < wanted) {
        const entries = take(desk, rows, Math.min(portion, wanted - size));
        write(desk, entries);
        size += entries.length;
        fresh.push(...sample(entries, Math.ceil((checkIns + warmUp) / portions)));
      }
      const times = checkInTimes(desk, spread(fresh, checkIns + warmUp)).slice(warmUp);
      figures[`checkin.${name}.p50_ms`] = rounded(percentile(times, 0.5));
      figures[`checkin.${name}.p95_ms`] = rounded(percentile(times, 0.95));
      const searches = searchTimes(desk);
      figures[`search.${name}.p50_ms`] = rounded(percentile(searches, 0.5));
      figures[`search.${name}.p95_ms`] = rounded(percentile(searches, 0.95));
    }
    const ratio =
      (figures['checkin.1m.p95_ms'] ?? Number.NaN) / (figures['checkin.1k.p95_ms'] ?? 1);
    figures['checkin.ratio_1m_to_1k'] = rounded(ratio);
  } finally {
    desk.close();
  }
  return { name: 'check-in and search by size of the roster', figures };
}

function take(desk: DeskContext, rows: Iterator<readonly string[]>, count: number): RosterEntry[] {
  const { file, secret } = desk.context.event;
  const crypto = bulkCrypto(secret);
  const entries: RosterEntry[] = [];
  for (let taken = 0; taken < count; taken += 1) {
    const { value, done } = rows.next();
    if (done === true) throw new Error('no more sample rows');
    const [registrationCode = '', title = '', printedName = '', givenName = ''] = value;
    const [familyName = '', nativeName = '', jobTitle = '', delegation = ''] = value.slice(4);
    const administration = value[8] ?? '';
    const id = makeDelegateId(file.id, registrationCode, crypto);
    const ticketCode = makeTicketCode(secret, id, crypto);
    const names = { title, printedName, givenName, familyName, nativeName };
    const values = { ...names, jobTitle, delegation, administration };
    entries.push({ id, registrationCode, ticketCode, values });
  }
  return entries.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Filling is not what is measured: much memory, and no waiting for the disk. */
function write({ context }: DeskContext, entries: readonly RosterEntry[]): void {
  context.db.pragma('cache_size = -2000000');
  context.db.pragma('synchronous = OFF');
  for (let start = 0; start < entries.length; start += batch) {
    upsertDelegates(context.db, {
      eventId: context.event.file.id,
      entries: entries.slice(start, start + batch),
      defaults: { category: 'delegate' },
      wall: 1,
    });
  }
  context.db.pragma('wal_checkpoint(TRUNCATE)');
  context.db.pragma('synchronous = FULL');
  context.db.pragma('cache_size = -32000');
}

function sample(entries: readonly RosterEntry[], count: number): string[] {
  return spread(
    entries.map(({ ticketCode }) => ticketCode),
    Math.min(count, entries.length),
  );
}

/** `count` of them, evenly spread. Throws if there are fewer. */
function spread(codes: readonly string[], count: number): string[] {
  if (codes.length < count) throw new Error(`${codes.length} codes, ${count} wanted`);
  return codes.filter(
    (_code, at) =>
      Math.floor((at * count) / codes.length) !== Math.floor(((at - 1) * count) / codes.length),
  );
}

function checkInTimes({ context, caller }: DeskContext, codes: readonly string[]): number[] {
  return codes.map((code) => {
    const start = performance.now();
    const answer = checkIn(context, caller, {
      key: randomUUID(),
      target: { kind: 'scan', scan: { source: 'camera', readings: [code], seenAt: 0 } },
      identity: null,
    });
    const taken = performance.now() - start;
    if (answer.outcome !== 'admitted') throw new Error(`check-in answered ${answer.outcome}`);
    return taken;
  });
}

function searchTimes({ context }: DeskContext): number[] {
  const { db, event } = context;
  const times: number[] = [];
  for (const text of typed) {
    const letters = Array.from(text);
    for (let length = 1; length <= letters.length; length += 1) {
      const query = letters.slice(0, length).join('');
      const start = performance.now();
      searchDelegates(db, { eventId: event.file.id, query, limit: 50, day: '2018-10-02' });
      times.push(performance.now() - start);
    }
  }
  return times;
}
