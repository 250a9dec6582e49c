import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Coverage } from './coverage.ts';
import { unreached } from './expected-coverage.ts';
import { failureText } from './exploration.ts';
import { exploreInChildren } from './explore-children.ts';
import { mutated } from './mutate.ts';
import { mutations } from './mutations.ts';
import { regressions } from './regressions.ts';
import { runSchedule } from './run-schedule.ts';
import { quickMutations, tryMutations } from './try-mutations.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Always the same schedules; `npm run test:sync` tries others. */
const seed = 3;
const schedules = 700;

describe('simulation of desks, hub and network', () => {
  const coverage = new Coverage();

  test.each(regressions)('$name', async ({ schedule }) => {
    await expect(runSchedule(schedule, coverage)).resolves.toBeDefined();
  });

  test(`${schedules} random schedules break nothing; with the ones above they reach every fault and every rule`, {
    timeout: 300_000,
  }, async () => {
    const work = { seed, schedules, seconds: null, shrink: true, regressions: false };
    const crew = { processes: 2, mutation: null, onProgress: () => {} };
    const sum = await exploreInChildren(work, crew);
    coverage.merge(sum.coverage.counts);
    console.log(
      [
        `simulation: seed ${seed}, ${sum.schedules} schedules, ${sum.steps} steps, ${sum.facts} facts at the hub`,
        'how often (done, and where it changed what happened):',
        ...coverage.lines(),
      ].join('\n'),
    );
    expect(sum.failures.map(failureText)).toEqual([]);
    expect(sum.schedules).toBe(schedules);
    expect(unreached(coverage, false)).toEqual([]);
  });

  test('planted bugs are found: the quickest of them (all by npm run test:sync -- --mutations)', {
    timeout: 300_000,
  }, async () => {
    const most = { seed, schedules: 300, atOnce: 2 };
    const verdicts = await tryMutations(
      quickMutations,
      most,
      ({ name, broke, schedules: after }) => {
        console.log(`${name}: ${broke ?? 'NOT FOUND'} after ${after}`);
      },
    );
    expect(verdicts.length).toBeGreaterThan(3);
    expect(verdicts.filter(({ broke }) => broke === null)).toEqual([]);
  });

  test.each(mutations)('the text that “$name” changes is still there', (mutation) => {
    for (const { file } of mutation.edits) {
      const source = readFileSync(join(root, file), 'utf8');
      expect(mutated(mutation, file, source)).not.toBe(source);
    }
  });
});
