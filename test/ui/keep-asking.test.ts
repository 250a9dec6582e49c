import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepAsking } from '../../ui/keep-asking.ts';

let answers: (() => void)[] = [];
const run = vi.fn(() => new Promise<void>((resolve) => answers.push(resolve)));

async function answer(): Promise<void> {
  for (const one of answers) one();
  answers = [];
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  run.mockClear();
  answers = [];
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('asks at once, and once more for all that changes while an answer is due', async () => {
  const keeper = keepAsking({ minPause: 0, maxSilence: null }, run);
  expect(run).toHaveBeenCalledTimes(1);
  keeper.soon();
  keeper.now();
  expect(run).toHaveBeenCalledTimes(1);
  await answer();
  expect(run).toHaveBeenCalledTimes(2);
  await answer();
  expect(run).toHaveBeenCalledTimes(2);
});

it('keeps the pause after a change, but not after a press', async () => {
  const keeper = keepAsking({ minPause: 400, maxSilence: null }, run);
  await answer();
  keeper.soon();
  keeper.soon();
  await vi.advanceTimersByTimeAsync(399);
  expect(run).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(run).toHaveBeenCalledTimes(2);
  await answer();
  keeper.soon();
  keeper.now();
  expect(run).toHaveBeenCalledTimes(3);
  await answer();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(run).toHaveBeenCalledTimes(3);
});

it('asks without a change after a long silence, only while the page is visible', async () => {
  keepAsking({ minPause: 400, maxSilence: 60_000 }, run);
  await answer();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(run).toHaveBeenCalledTimes(2);
  await answer();
  Object.assign(document, { hidden: true });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(run).toHaveBeenCalledTimes(2);
  Object.assign(document, { hidden: false });
  document.dispatchEvent(new Event('visibilitychange'));
  expect(run).toHaveBeenCalledTimes(3);
});

it('asks nothing more once it is closed', async () => {
  const keeper = keepAsking({ minPause: 0, maxSilence: 60_000 }, run);
  keeper.soon();
  keeper.close();
  await answer();
  keeper.now();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(run).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
});
