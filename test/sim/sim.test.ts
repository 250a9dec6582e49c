import { describe, expect, test } from 'vitest';
import { Coverage } from './coverage.ts';
import { unreached } from './expected-coverage.ts';
import { failureText } from './exploration.ts';
import { exploreInChildren } from './explore-children.ts';
import { regressions } from './regressions.ts';
import { runSchedule } from './run-schedule.ts';

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
    const crew = { processes: 2, onProgress: () => {} };
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
});
