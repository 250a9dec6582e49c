import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HubProblem, SyncFailure } from '../../../domain/sync/problems.ts';
import type { Hint } from '../../../domain/sync/sync.ts';
import type { LinkState } from '../../../domain/sync/sync-status.ts';
import { realTimers } from '../../../main/base/timers.ts';
import { backOff, backOffLimits } from '../../../main/sync/back-off.ts';
import { createLinkReporter } from '../../../main/sync/link-reporter.ts';
import { createRunner, pace } from '../../../main/sync/runner.ts';
import type { SyncOutcome } from '../../../main/sync/sync-parts.ts';

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

/** A runner on faked time (`vi.useFakeTimers`) with syncs that the test ends by hand. */
function makeRunner(options: { random?: () => number } = {}) {
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

/** Does the action and lets everything that waits for it run. */
async function settled(action: () => void): Promise<void> {
  action();
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

/** Advances from timer to timer until the condition holds; returns the milliseconds that took. */
function advanceUntil(condition: () => boolean): number {
  const start = Date.now();
  while (!condition()) {
    if (vi.getTimerCount() === 0) throw new Error('no timer is set');
    vi.advanceTimersToNextTimer();
  }
  return Date.now() - start;
}

const away = new SyncFailure('unreachable');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the runner', () => {
  it('syncs at its start, opens the line of hints, and polls soon after, then now and then', async () => {
    const { runner, syncs, lines, last } = makeRunner();
    runner.start();
    expect(syncs).toHaveLength(1);
    expect(lines).toHaveLength(0);
    await last().succeed();
    expect(lines).toHaveLength(1);
    vi.advanceTimersByTime(pace.afterOpening - 1);
    expect(syncs).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(syncs).toHaveLength(2);
    await last().succeed();
    const [least, most] = pace.withHints;
    vi.advanceTimersByTime((least + most) / 2 - 1);
    expect(syncs).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(syncs).toHaveLength(3);
  });

  it('polls every 5 to 30 seconds whatever chance says', () => {
    for (const span of [pace.withHints, pace.withoutHints]) {
      expect(span[0]).toBeGreaterThanOrEqual(5_000);
      expect(span[1]).toBeLessThanOrEqual(30_000);
    }
  });

  it('syncs within milliseconds after a fact, once for several', async () => {
    const { runner, syncs, last } = makeRunner();
    runner.start();
    await last().succeed();
    runner.nudge();
    runner.nudge();
    vi.advanceTimersByTime(pace.nudge);
    expect(syncs).toHaveLength(2);
    await last().succeed();
    vi.advanceTimersByTime(pace.nudge);
    expect(syncs).toHaveLength(2);
    expect(pace.nudge).toBeLessThan(50);
  });

  it('syncs once more for a fact that was written while it synced', async () => {
    const { runner, syncs, last } = makeRunner();
    runner.start();
    runner.nudge();
    await last().succeed();
    vi.advanceTimersByTime(pace.nudge);
    expect(syncs).toHaveLength(2);
  });

  it('syncs upon a hint that is news, and not upon one that is known', async () => {
    const { runner, syncs, lines, news, last } = makeRunner();
    runner.start();
    await last().succeed();
    vi.advanceTimersByTime(pace.afterOpening);
    await last().succeed();
    news.seen = 10;
    lines[0]?.hint({ stream: 'events', seq: 10 });
    vi.advanceTimersByTime(pace.hint);
    expect(syncs).toHaveLength(2);
    lines[0]?.hint({ stream: 'events', seq: 11 });
    vi.advanceTimersByTime(pace.hint);
    expect(syncs).toHaveLength(3);
  });

  it('remembers a hint that came during a sync, if the sync did not bring it', async () => {
    const { runner, syncs, lines, news, last } = makeRunner();
    runner.start();
    await last().succeed();
    runner.syncNow();
    lines[0]?.hint({ stream: 'events', seq: 5 });
    news.seen = 5;
    await last().succeed();
    vi.advanceTimersByTime(pace.nudge);
    expect(syncs).toHaveLength(2);
    runner.syncNow();
    lines[0]?.hint({ stream: 'events', seq: 6 });
    await last().succeed();
    vi.advanceTimersByTime(pace.nudge);
    expect(syncs).toHaveLength(4);
  });

  it('polls more often once the line ended, and opens it again after the next sync', async () => {
    const { runner, syncs, lines, last } = makeRunner();
    runner.start();
    await last().succeed();
    vi.advanceTimersByTime(pace.afterOpening);
    await last().succeed();
    await lines[0]?.end(away);
    const [least, most] = pace.withoutHints;
    vi.advanceTimersByTime((least + most) / 2);
    expect(syncs).toHaveLength(3);
    expect(lines).toHaveLength(1);
    await last().succeed();
    expect(lines).toHaveLength(2);
  });
});

describe('after a failure', () => {
  it('it waits longer each time, up to half a minute, and begins anew after a success', async () => {
    const { runner, syncs, last } = makeRunner({ random: () => 1 });
    runner.start();
    const waits: number[] = [];
    for (let failure = 0; failure < 9; failure += 1) {
      const before = syncs.length;
      await last().fail(away);
      waits.push(advanceUntil(() => syncs.length > before));
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    await last().succeed();
    runner.syncNow();
    const before = syncs.length;
    await last().fail(away);
    expect(advanceUntil(() => syncs.length > before)).toBe(500);
  });

  it('the wait is spread evenly over the whole of its limit', () => {
    for (let failures = 1; failures < 40; failures += 1) {
      const limit = Math.min(backOffLimits.longest, backOffLimits.first * 2 ** (failures - 1));
      expect(backOff(failures, null, () => 0)).toBe(0);
      expect(backOff(failures, null, () => 0.5)).toBe(limit / 2);
      expect(backOff(failures, null, () => 1 - 2 ** -53)).toBeLessThan(limit);
    }
  });

  it('it never comes before the time that the hub asked for', async () => {
    const { runner, syncs, last } = makeRunner({ random: () => 0 });
    runner.start();
    await last().fail(new HubProblem('busy', '', { retryAfter: 9_000 }));
    vi.advanceTimersByTime(8_999);
    expect(syncs).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(syncs).toHaveLength(2);
  });

  it('neither facts nor hints cut the wait short, somebody who asks does', async () => {
    const { runner, syncs, states, setWaiting, last } = makeRunner();
    runner.start();
    await last().fail(away);
    setWaiting(2);
    runner.nudge();
    vi.advanceTimersByTime(pace.nudge);
    expect(syncs).toHaveLength(1);
    expect(states.at(-1)).toMatchObject({ phase: 'waiting', waiting: 2 });
    runner.syncNow();
    expect(syncs).toHaveLength(2);
    // The back-off's timer is off: no third sync while the second runs.
    vi.advanceTimersByTime(backOffLimits.longest);
    expect(syncs).toHaveLength(2);
  });

  it('a full disk is a state with a next try', async () => {
    const { runner, syncs, states, defects, last } = makeRunner();
    runner.start();
    await last().fail(Object.assign(new Error('full'), { code: 'SQLITE_FULL' }));
    expect(states.at(-1)).toMatchObject({ phase: 'waiting', trouble: 'store-failed' });
    vi.advanceTimersByTime(backOffLimits.first);
    expect(syncs).toHaveLength(2);
    expect(defects).toEqual([]);
  });

  it('a defect is passed on, and ends the runner', async () => {
    const { runner, syncs, defects, last } = makeRunner();
    runner.start();
    const defect = new TypeError('not a function');
    await last().fail(defect);
    expect(defects).toEqual([defect]);
    vi.advanceTimersByTime(backOffLimits.longest);
    runner.syncNow();
    expect(syncs).toHaveLength(1);
  });
});

describe('the state of the link', () => {
  it('says since when the hub is away, and what became of the last exchange', async () => {
    const { runner, states, last } = makeRunner();
    runner.start();
    expect(states.at(-1)).toMatchObject({ phase: 'syncing', online: false, lastContact: null });
    await last().succeed();
    const contact = Date.now();
    expect(states.at(-1)).toMatchObject({
      phase: 'idle',
      online: true,
      trouble: null,
      lastContact: contact,
      clockOffset: 7,
    });
    vi.advanceTimersByTime(pace.afterOpening);
    await last().fail(away);
    expect(states.at(-1)).toMatchObject({
      phase: 'waiting',
      online: false,
      trouble: 'unreachable',
      lastContact: contact,
      offlineSince: contact,
    });
    runner.syncNow();
    await last().fail(new HubProblem('revoked'));
    expect(states.at(-1)).toMatchObject({ trouble: 'revoked', offlineSince: contact });
    runner.syncNow();
    await last().succeed();
    expect(states.at(-1)).toMatchObject({ online: true, trouble: null, offlineSince: null });
  });

  it('is told once, however often it is looked at', async () => {
    const { runner, states, last } = makeRunner();
    runner.start();
    await last().succeed();
    const told = states.length;
    runner.nudge();
    runner.nudge();
    expect(states).toHaveLength(told);
  });
});

describe('stopping', () => {
  it('waits for the sync that runs, tells nothing more, and sets no alarm', async () => {
    const { runner, states, syncs, last } = makeRunner();
    runner.start();
    let stopped = false;
    const done = runner.stop().then(() => {
      stopped = true;
    });
    await settled(() => {});
    expect(stopped).toBe(false);
    const told = states.length;
    await last().fail(away);
    await done;
    expect(states).toHaveLength(told);
    expect(vi.getTimerCount()).toBe(0);
    runner.nudge();
    runner.syncNow();
    expect(syncs).toHaveLength(1);
  });

  it('ends the line of hints', async () => {
    const { runner, lines, last } = makeRunner();
    runner.start();
    await last().succeed();
    expect(lines).toHaveLength(1);
    await runner.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
