import { expect, test } from 'vitest';
import { fuzzTarget, planOf } from '../../tools/fuzz/engine/fuzz-target.ts';
import { targets } from '../../tools/fuzz/targets/index.ts';
import { isFullRun } from '../support/test-run.ts';

/** Cases of all targets together, for each seed; `npm run fuzz` runs a million. */
const cases = 2_000;
const fixed = 20_181_002;
const seeds = isFullRun ? [fixed, Date.now() % 2 ** 31] : [fixed];
console.log(`fuzzing with ${seeds.join(' and ')}`);

test.each(planOf(targets, cases).map((plan) => [plan.target.name, plan] as const))(
  '%s takes whatever comes',
  async (_name, { target, cases: share }) => {
    for (const seed of seeds) {
      const { findings } = await fuzzTarget(target, { cases: share, seed });
      expect(findings, `seed ${seed}`).toEqual([]);
    }
  },
);
