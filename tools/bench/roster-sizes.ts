import { randomUUID } from 'node:crypto';
import { createBadgeTokens } from '../../crypto/badge-tokens.ts';
import { searchDelegates } from '../../db/roster/search.ts';
import { checkIn } from '../../main/check-in/check-in.ts';
import { type DeskContext, makeDeskContext } from '../../test/support/desk-context.ts';
import { sampleRows } from '../../test/support/roster-sample.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';
import { fillStore } from './machine/large-store.ts';
import { codesToTry, fillMillion } from './machine/million.ts';

const sizes: readonly (readonly [name: string, size: number])[] = [
  ['1k', 1_000],
  ['10k', 10_000],
  ['100k', 100_000],
];
/** Check-ins in a turn; those of the first are not counted, before 400 that are. */
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

/** A desk whose roster has this size, and the tickets that are shown to it. */
interface Subject {
  name: string;
  desk: DeskContext;
  codes: readonly string[];
}

/**
 * Four desks, with a thousand delegates to a million: the whole of a check-in in the main process (parse, look up,
 * decide, write, flush to the disk), and the search in the store at every letter typed. They take turns of 50
 * check-ins: a virtual machine and its disk are slower a few seconds later, which came to between 0.6 and 1.6 times.
 */
export async function run(): Promise<BenchResult> {
  const million = await fillMillion();
  const subjects: Subject[] = [];
  try {
    for (const [name, size] of sizes) {
      const desk = makeDeskContext();
      const codes = fillStore(desk, sampleRows(size)[Symbol.iterator](), size, codesToTry);
      subjects.push({ name, desk, codes });
    }
    const desk = makeDeskContext({ folder: million.folder });
    subjects.push({ name: '1m', desk, codes: million.codes });
    return { name: 'check-in and search by size of the roster', figures: await measure(subjects) };
  } finally {
    for (const { desk } of subjects) desk.close();
    million.remove();
  }
}

async function measure(subjects: readonly Subject[]): Promise<Record<string, number>> {
  // A station has them ready too: between two persons there is time for it.
  const badgeTokens = createBadgeTokens(warmUp);
  const times = new Map(subjects.map(({ name }): [string, number[]] => [name, []]));
  for (let from = 0; from < codesToTry; from += warmUp) {
    for (const { name, desk, codes } of subjects) {
      await badgeTokens.prepare();
      desk.context.badgeTokens = badgeTokens;
      const taken = checkInTimes(desk, codes.slice(from, from + warmUp));
      if (from > 0) times.get(name)?.push(...taken);
    }
  }
  const figures: Record<string, number> = {};
  for (const { name, desk } of subjects) {
    const checkIns = times.get(name) ?? [];
    figures[`checkin.${name}.p50_ms`] = rounded(percentile(checkIns, 0.5));
    figures[`checkin.${name}.p95_ms`] = rounded(percentile(checkIns, 0.95));
    const searches = searchTimes(desk);
    figures[`search.${name}.p50_ms`] = rounded(percentile(searches, 0.5));
    figures[`search.${name}.p95_ms`] = rounded(percentile(searches, 0.95));
  }
  const ratio = (figures['checkin.1m.p95_ms'] ?? Number.NaN) / (figures['checkin.1k.p95_ms'] ?? 1);
  figures['checkin.ratio_1m_to_1k'] = rounded(ratio);
  return figures;
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
