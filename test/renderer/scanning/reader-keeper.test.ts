import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CameraProblem } from '../../../renderer/scanning/camera/problem.ts';
import type { ReaderClient } from '../../../renderer/scanning/camera/reader-client.ts';
import { ReaderKeeper } from '../../../renderer/scanning/camera/reader-keeper.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

type StartOutcome = 'loads' | 'refused' | 'hangs';

/** A keeper whose workers start with these outcomes in order; the last one repeats. */
function newStand(...outcomes: StartOutcome[]) {
  const ended: number[] = [];
  const late: (() => void)[] = [];
  let started = 0;
  const start = (): Promise<ReaderClient> => {
    const outcome = outcomes[Math.min(started, outcomes.length - 1)];
    started += 1;
    const number = started;
    const client: ReaderClient = { post: () => undefined, end: () => ended.push(number) };
    if (outcome === 'loads') return Promise.resolve(client);
    if (outcome === 'refused') return Promise.reject(new CameraProblem('decoder-failed', 'test'));
    return new Promise((resolve) => late.push(() => resolve(client)));
  };
  const keeper = new ReaderKeeper({
    start,
    now: () => performance.now(),
    schedule: (milliseconds, callback) => {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  return { keeper, ended, late, starts: () => started };
}

test('the same reader for all who take it', async () => {
  const { keeper, starts } = newStand('loads');
  const [one, other] = await Promise.all([keeper.take(), keeper.take()]);
  expect(one).not.toBeNull();
  expect(other).toBe(one);
  expect(await keeper.take()).toBe(one);
  expect(starts()).toBe(1);
});

test('one that dies after a while has a successor at once', async () => {
  const { keeper, ended } = newStand('loads');
  await keeper.take();
  await vi.advanceTimersByTimeAsync(10_000);
  keeper.lose();
  expect(ended).toEqual([1]);
  expect(keeper.isLost).toBe(false);
  expect(await keeper.take()).not.toBeNull();
});

test('one that dies at once is not started again in a loop', async () => {
  const { keeper, starts } = newStand('loads');
  await keeper.take();
  keeper.lose();
  expect(keeper.isLost).toBe(true);
  expect(await keeper.take()).toBeNull();
  expect(starts()).toBe(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(keeper.isThere).toBe(true);
});

test('one that is refused is tried again, ever more seldom, until it is there', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { keeper, starts } = newStand('refused', 'refused', 'refused', 'loads');
  expect(await keeper.take()).toBeNull();
  const startsAfter: number[] = [];
  for (const wait of [999, 1, 1_999, 1, 3_999, 1]) {
    await vi.advanceTimersByTimeAsync(wait);
    startsAfter.push(starts());
  }
  expect(startsAfter).toEqual([1, 2, 2, 3, 3, 4]);
  expect(keeper.isThere).toBe(true);
  expect(keeper.isLost).toBe(false);
});

test('one that hangs is waited for once, and used when it comes after all', async () => {
  const { keeper, late } = newStand('hangs');
  const taken = keeper.take();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await taken).toBeNull();
  expect(keeper.isLost).toBe(true);
  late[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(keeper.isThere).toBe(true);
  expect(keeper.isLost).toBe(false);
});

test('ended: a start under way ends its worker, and no attempt follows', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const hanging = newStand('hangs');
  void hanging.keeper.take();
  hanging.keeper.end();
  hanging.late[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(hanging.ended).toEqual([1]);
  expect(hanging.keeper.isThere).toBe(false);
  const refused = newStand('refused');
  await refused.keeper.take();
  refused.keeper.end();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(refused.starts()).toBe(1);
});
