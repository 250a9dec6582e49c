import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importLargeRoster } from '../../test/support/large-roster.ts';
import { startDesk } from '../../test/support/running-desk.ts';
import { typeQueries, watchPaintedSearch } from '../../test/support/search-painted.ts';
import { electronRuntime, withDisplay } from '../runtime.mjs';
import { type BenchResult, percentile, rounded } from './bench-result.ts';

const rosterSize = 100_000;
/** A quick typist: ten letters a second. */
const msPerKey = 100;

/** Family and given names, either order, codes, administrations, delegations, other spellings, nobody. */
const queries = [
  ...['garovmann', 'schanson', 'anna', 'maria jose', 'mueller', 'jurgen hof', 'lukasz', 'nguyen'],
  ...[
    'customs administration',
    'department 12',
    'ivan petrov',
    'mohamed',
    'ahmed laell',
    'zoe mac',
  ],
  ...[
    'gsc-000123',
    'GSC-0999',
    'belgium',
    'belgique',
    'japon ta',
    'be fer',
    'zzyzx',
    'soren',
    'oslo',
  ],
  ...['wolierbach', 'a', 'e', 'g', 'p', 'thandiwe ko', 'xuestsen', 'papp', 'tanaka', 'jean-marc'],
];

/** From key to painted list, in the real app before a roster of 100,000: milliseconds. */
export async function run(): Promise<BenchResult> {
  return withDisplay(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'lanyard-bench-'));
    try {
      await importLargeRoster(dataDir, rosterSize);
      const desk = await startDesk(electronRuntime(), { dataDir });
      try {
        await watchPaintedSearch(desk.page);
        const samples = await typeQueries(desk.page, queries, msPerKey);
        const painted = samples.map((one) => one.painted);
        const nextFrame = samples.map((one) => one.nextFrame);
        return {
          name: 'search: key to painted list, 100,000 delegates',
          figures: {
            keys: samples.length,
            paintedP50: rounded(percentile(painted, 0.5)),
            paintedP95: rounded(percentile(painted, 0.95)),
            paintedWorst: rounded(percentile(painted, 1)),
            nextFrameP50: rounded(percentile(nextFrame, 0.5)),
            nextFrameP95: rounded(percentile(nextFrame, 0.95)),
          },
        };
      } finally {
        await desk.end();
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}
