import { vi } from 'vitest';
import type { LinkState } from '../../../domain/sync-status.ts';
import type { Hint } from '../../../domain/wire/hints.ts';
import { SyncFailure } from '../../../domain/wire/sync-failure.ts';
import { createLinkReporter } from '../../../main/sync/link-reporter.ts';
import { createRunner } from '../../../main/sync/runner.ts';
import type { SyncOutcome } from '../../../main/sync/sync-parts.ts';
import { realTimers } from '../../../main/sync/timers.ts';

const outcome: SyncOutcome = {
  pushed: 0,
  relayed: 0,
  facts: 0,
  delegates: 0,
  rechained: false,
  newEpoch: false,
  drifting: 0,
  clockOffset: 7,
};

/** A runner at faked time (`vi.useFakeTimers`) over syncs that the test brings to their end by hand. */
export function makeRunner(options: { random?: () => number } = {}) {
  const states: LinkState[] = [];
  const defects: unknown[] = [];
  const syncs: { succeed(): Promise<void>; fail(error: unknown): Promise<void> }[] = [];
  const lines: { hint(hint: Hint): void; end(error?: unknown): Promise<void> }[] = [];
  const news = { seen: 0 };
  let waiting = 0;
  const runner = createRunner({
    sync: () =>
      new Promise((resolve, reject) => {
        syncs.push({
          succeed: () => settled(() => resolve(outcome)),
          fail: (error) => settled(() => reject(error)),
        });
      }),
    listen: (onHint, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => resolve());
        lines.push({
          hint: onHint,
          end: (error) => settled(() => (error === undefined ? resolve() : reject(error))),
        });
      }),
    isNews: ({ seq }) => seq > news.seen,
    reporter: createLinkReporter({
      before: { lastContact: null, clockOffset: null },
      figures: () => ({ waiting, quarantined: 0 }),
      clock: Date.now,
      onState: (state) => void states.push(state),
    }),
    timers: realTimers,
    random: options.random ?? (() => 0.5),
    onDefect: (error) => void defects.push(error),
  });
  const last = (): (typeof syncs)[number] => {
    const sync = syncs.at(-1);
    if (sync === undefined) throw new Error('no sync');
    return sync;
  };
  return {
    runner,
    states,
    defects,
    syncs,
    lines,
    news,
    last,
    setWaiting: (count: number) => {
      waiting = count;
    },
  };
}

/** Does it, and lets everything that waits for it run. */
export async function settled(action: () => void): Promise<void> {
  action();
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

/** From timer to timer until the condition holds; gives the milliseconds that took. */
export function advanceUntil(condition: () => boolean): number {
  const start = Date.now();
  while (!condition()) {
    if (vi.getTimerCount() === 0) throw new Error('no timer is set');
    vi.advanceTimersToNextTimer();
  }
  return Date.now() - start;
}

/** Nothing came back. */
export const away = new SyncFailure('unreachable');
