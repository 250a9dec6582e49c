import { expect, test } from 'vitest';
import { unreached } from './coverage.ts';
import { failureText } from './exploration.ts';
import { exploreInChildren } from './explore-children.ts';

/** Always the same schedules; `npm run test:sync` tries others. */
const seed = 1;
const schedules = 500;

test(`${schedules} random schedules and all regressions break nothing, and reach every fault and every rule`, {
  timeout: 900_000,
}, async () => {
  const work = { seed, schedules, seconds: null, shrink: true, regressions: true };
  const sum = await exploreInChildren(work, 2);
  console.log(
    [
      `simulation: seed ${seed}, ${sum.schedules} schedules, ${sum.steps} steps, ${sum.facts} facts at the hub`,
      'how often (done, and where it changed what happened):',
      ...sum.coverage.lines(),
    ].join('\n'),
  );
  expect(sum.failures.map(failureText)).toEqual([]);
  expect(sum.schedules).toBeGreaterThan(schedules);
  expect(unreached(sum.coverage, false)).toEqual([]);
});
