import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { realTimers } from '../../../main/base/timers.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const day = 24 * 60 * 60_000;

it.each([0.5, 24, 25, 40, 400])(
  'a wait of %d days ends after that time, and not before',
  (days) => {
    const action = vi.fn();
    realTimers.after(days * day, action);
    vi.advanceTimersByTime(days * day - 1);
    expect(action).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(action).toHaveBeenCalledTimes(1);
  },
);

it('a long wait is cancelled at any time', () => {
  const action = vi.fn();
  const cancel = realTimers.after(60 * day, action);
  vi.advanceTimersByTime(30 * day);
  cancel();
  vi.advanceTimersByTime(60 * day);
  expect(action).not.toHaveBeenCalled();
});
