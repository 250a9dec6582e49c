import { expect, it } from 'vitest';
import { chaosUnderTest, longestChaos } from './chaos-under-test.ts';

it(
  'nothing is lost and nothing comes twice on PostgreSQL, whatever fails',
  longestChaos,
  async () => {
    const { figures, findings } = await chaosUnderTest('postgres');
    expect(findings).toEqual([]);
    expect(figures['hub: database restarted']).toBeGreaterThan(1);
  },
);
