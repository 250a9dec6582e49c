import { expect, it } from 'vitest';
import { chaosUnderTest, longestChaos } from './chaos-under-test.ts';

it('nothing is lost and nothing comes twice on SQLite, whatever fails', longestChaos, async () => {
  const { figures, findings } = await chaosUnderTest('sqlite');
  expect(findings).toEqual([]);
  expect(figures['hub: full and free again']).toBeGreaterThan(0);
});
