import { afterEach, expect, test, vi } from 'vitest';
import { watchJob } from '../../main/printing/transport/watch-job.ts';
import { quickTimings } from './support.ts';

afterEach(() => vi.useRealTimers());

test('a fault that comes while one look takes all the time is seen by a last look', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] });
  let looks = 0;
  const look = async () => {
    looks += 1;
    if (looks > 1) return { condition: 'paper-out', detail: '' } as const;
    vi.advanceTimersByTime(2 * quickTimings.watch);
    return null;
  };
  const watched = watchJob(look, () => null, quickTimings);
  await vi.advanceTimersByTimeAsync(quickTimings.awaitingPoll);
  expect(await watched).toMatchObject({ kind: 'failed-partial', reason: 'paper-out' });
});
