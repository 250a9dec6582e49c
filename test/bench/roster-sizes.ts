import { randomUUID } from 'node:crypto';
import { searchDelegates } from '../../db/search.ts';
import { checkIn } from '../../main/use-cases/check-in.ts';
import { type DeskContext, makeDeskContext } from '../support/desk-context.ts';
import { sampleRows } from '../support/roster-sample.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';
import { fillStore } from './machine/large-store.ts';
import { codesToTry, fillMillion } from './machine/million.ts';

const sizes: readonly (readonly [name: string, size: number])[] = [
  ['1k', 1_000],
  ['10k', 10_000],
  ['100k', 100_000],
];
/** Check-ins at each size that are not counted, before 400 that are. */
const warmUp = 50;

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
 * The same desk while its roster grows from a thousand delegates to a hundred thousand, and one with a million: the
 * whole of a check-in in the main process (parse, look up, decide, write, flush to the disk), and the search in the
 * store at every letter typed.
 */
export async function run(): Promise<BenchResult> {
  const figures: Record<string, number> = {};
  const million = await fillMillion();
  try {
    measureGrowing(figures);
    const desk = makeDeskContext({ folder: million.folder });
    try {
      measureAt(figures, '1m', desk, million.codes);
    } finally {
      desk.close();
    }
  } finally {
    million.remove();
  }
  const ratio = (figures['checkin.1m.p95_ms'] ?? Number.NaN) / (figures['checkin.1k.p95_ms'] ?? 1);
  figures['checkin.ratio_1m_to_1k'] = rounded(ratio);
  return { name: 'check-in and search by size of the roster', figures };
}

function measureGrowing(figures: Record<string, number>): void {
  const desk = makeDeskContext();
  try {
    const rows = sampleRows(100_000)[Symbol.iterator]();
    let size = 0;
    for (const [name, wanted] of sizes) {
      measureAt(figures, name, desk, fillStore(desk, rows, wanted - size, codesToTry));
      size = wanted;
    }
  } finally {
    desk.close();
  }
}

function measureAt(
  figures: Record<string, number>,
  name: string,
  desk: DeskContext,
  codes: readonly string[],
): void {
  const times = checkInTimes(desk, codes).slice(warmUp);
  figures[`checkin.${name}.p50_ms`] = rounded(percentile(times, 0.5));
  figures[`checkin.${name}.p95_ms`] = rounded(percentile(times, 0.95));
  const searches = searchTimes(desk);
  figures[`search.${name}.p50_ms`] = rounded(percentile(searches, 0.5));
  figures[`search.${name}.p95_ms`] = rounded(percentile(searches, 0.95));
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
