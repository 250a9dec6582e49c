import { expect, test } from 'vitest';
import { fuzzTarget } from './engine/fuzz-target.ts';
import { planOf } from './engine/plan.ts';
import { targets } from './targets/index.ts';

/** Cases of all targets together, for each of the two seeds; `npm run fuzz` runs a million. */
const cases = 2_000;
const fixed = 20_181_002;
const varying = Date.now() % 2 ** 31;
console.log(`fuzzing with the seeds ${fixed} and ${varying}`);

test.each(planOf(targets, cases).map((plan) => [plan.target.name, plan] as const))(
  '%s takes whatever comes',
  async (_name, { target, cases: share }) => {
    for (const seed of [fixed, varying]) {
      const { findings } = await fuzzTarget(target, { cases: share, seed });
      expect(findings, `seed ${seed}`).toEqual([]);
    }
  },
);
