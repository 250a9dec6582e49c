import { makeDeskContext } from '../../test/support/desk-context.ts';
import { sampleRows } from '../../test/support/roster-sample.ts';
import { type BenchResult, rounded } from './bench-result.ts';
import { measureDesks, type Subject } from './machine/desk-turns.ts';
import { fillStore } from './machine/large-store.ts';
import { codesToTry, fillMillion } from './machine/million.ts';

const sizes: readonly (readonly [name: string, size: number])[] = [
  ['1k', 1_000],
  ['10k', 10_000],
  ['100k', 100_000],
];
/** Four desks, with a thousand delegates to a million. */
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
    const figures = await measureDesks(subjects);
    const [large, small] = [figures['checkin.1m.p95_ms'], figures['checkin.1k.p95_ms']];
    figures['checkin.ratio_1m_to_1k'] = rounded((large ?? Number.NaN) / (small ?? 1));
    return { name: 'check-in and search by size of the roster', figures };
  } finally {
    for (const { desk } of subjects) desk.close();
    million.remove();
  }
}
