import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CameraProblemKind } from '../../../renderer/scanning/camera/camera-state.ts';
import { CameraProblem } from '../../../renderer/scanning/camera/problem.ts';
import {
  backOff,
  CameraReconciler,
  openLimit,
} from '../../../renderer/scanning/camera/reconciler.ts';

/** A camera on its own clock, which counts what runs. */
function newStand({ timersEarlyBy = 0, opensIn = 40 } = {}) {
  let now = 0;
  let running = 0;
  let mostRunning = 0;
  const timers = new Set<{ at: number; callback: () => void }>();
  const opened: { deviceId: string | null; at: number }[] = [];
  const troubles: CameraProblemKind[] = [];
  const wait = (milliseconds: number) =>
    new Promise<void>((resolve) => timers.add({ at: now + milliseconds, callback: resolve }));
  const reconciler = new CameraReconciler({
    now: () => now,
    schedule: (milliseconds, callback) => {
      const timer = { at: now + milliseconds - timersEarlyBy, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    open: async (deviceId) => {
      opened.push({ deviceId, at: now });
      await wait(opensIn);
      const trouble = troubles.shift();
      if (trouble !== undefined) throw new CameraProblem(trouble, 'test');
      running += 1;
      mostRunning = Math.max(mostRunning, running);
      return {
        label: 'Webcam',
        deviceId: deviceId ?? 'first',
        reader: 'worker',
        close: async () => {
          await wait(20);
          running -= 1;
        },
      };
    },
  });
  const states: string[] = [];
  reconciler.subscribe(() => {
    const state = reconciler.getSnapshot();
    states.push(state.kind === 'problem' ? state.problem : state.kind);
  });
  async function advance(milliseconds: number): Promise<void> {
    const end = now + milliseconds;
    for (;;) {
      for (let i = 0; i < 20; i += 1) await Promise.resolve();
      const next = [...timers].sort((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > end) break;
      timers.delete(next);
      now = next.at;
      next.callback();
    }
    now = end;
  }
  return {
    reconciler,
    states,
    opened,
    troubles,
    advance,
    now: () => now,
    running: () => running,
    mostRunning: () => mostRunning,
  };
}

const on = { on: true, deviceId: null } as const;

test('a camera that hangs while it opens is shown as one without a picture, until it comes', async () => {
  const stand = newStand({ opensIn: 3 * openLimit });
  stand.reconciler.want(on);
  await stand.advance(openLimit);
  expect(stand.states).toEqual(['starting', 'frozen']);
  await stand.advance(2 * openLimit);
  expect(stand.states).toEqual(['starting', 'frozen', 'running']);
  expect(stand.opened).toHaveLength(1);
});

test('a camera that is not wanted any more while it opens shows no problem', async () => {
  const stand = newStand({ opensIn: 3 * openLimit });
  stand.reconciler.want(on);
  stand.reconciler.want({ on: false });
  await stand.advance(4 * openLimit);
  expect(stand.states).toEqual(['starting', 'running', 'off']);
  expect(stand.running()).toBe(0);
});

test('starts, changes the camera, stops', async () => {
  const stand = newStand();
  stand.reconciler.want(on);
  await stand.advance(100);
  stand.reconciler.want({ on: true, deviceId: 'other' });
  await stand.advance(100);
  expect(stand.reconciler.getSnapshot()).toEqual({
    kind: 'running',
    label: 'Webcam',
    deviceId: 'other',
    reader: 'worker',
  });
  stand.reconciler.want({ on: false });
  await stand.advance(100);
  expect(stand.states).toEqual(['starting', 'running', 'starting', 'running', 'off']);
  expect(stand.running()).toBe(0);
  expect(stand.mostRunning()).toBe(1);
});

test('a stop during the start is carried out once the start is over', async () => {
  const stand = newStand();
  stand.reconciler.want(on);
  await stand.advance(10);
  stand.reconciler.want({ on: false });
  await stand.advance(200);
  expect(stand.running()).toBe(0);
  expect(stand.reconciler.getSnapshot()).toEqual({ kind: 'off' });
});

test('a request that comes of the news itself is heard', async () => {
  const stand = newStand();
  stand.reconciler.want(on);
  await stand.advance(100);
  const end = stand.reconciler.subscribe(() => {
    if (stand.reconciler.getSnapshot().kind === 'off') stand.reconciler.want(on);
  });
  stand.reconciler.want({ on: false });
  await stand.advance(100);
  end();
  expect(stand.reconciler.getSnapshot().kind).toBe('running');
});

test('any requests at any moments: one camera at most, and in the end what was requested last', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.tuple(
          fc.integer({ min: 0, max: 90 }),
          fc.constantFrom('on', 'off', 'b', 'fail', 'retry'),
        ),
        {
          maxLength: 40,
        },
      ),
      fc.array(fc.constantFrom<CameraProblemKind>('busy', 'none-found', 'refused'), {
        maxLength: 4,
      }),
      async (steps, troubles) => {
        const stand = newStand();
        stand.troubles.push(...troubles);
        let last: string | null = null;
        for (const [pause, step] of steps) {
          if (step === 'fail') stand.reconciler.fail('frozen');
          else if (step === 'retry') stand.reconciler.retryNow();
          else {
            last = step;
            const deviceId = step === 'b' ? 'b' : null;
            stand.reconciler.want(step === 'off' ? { on: false } : { on: true, deviceId });
          }
          await stand.advance(pause);
        }
        await stand.advance(30_000);
        expect(stand.mostRunning()).toBeLessThanOrEqual(1);
        const isOn = last === 'on' || last === 'b';
        expect(stand.running()).toBe(isOn ? 1 : 0);
        expect(stand.reconciler.getSnapshot()).toEqual(
          isOn
            ? {
                kind: 'running',
                label: 'Webcam',
                deviceId: last === 'b' ? 'b' : 'first',
                reader: 'worker',
              }
            : { kind: 'off' },
        );
      },
    ),
    { numRuns: 300, seed: 13 },
  );
});

describe('trouble', () => {
  test('is tried again after 0.5 s, 1 s, 2 s … 10 s, and shown all the while', async () => {
    const stand = newStand();
    stand.troubles.push(...Array.from({ length: 8 }, () => 'busy' as const));
    stand.reconciler.want(on);
    await stand.advance(60_000);
    const pauses = stand.opened.slice(1).map(({ at }, i) => at - (stand.opened[i]?.at ?? 0) - 40);
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
    expect(pauses.at(-1)).toBe(backOff.longest);
    expect(stand.states).toEqual([
      'starting',
      ...Array.from({ length: 8 }, () => 'busy'),
      'running',
    ]);
  });

  test('tells when the next attempt comes', async () => {
    const stand = newStand();
    stand.troubles.push('busy');
    stand.reconciler.want(on);
    await stand.advance(50);
    expect(stand.reconciler.getSnapshot()).toEqual({
      kind: 'problem',
      problem: 'busy',
      retryAt: 540,
    });
  });

  test('a device that is plugged in is tried at once', async () => {
    const stand = newStand();
    stand.troubles.push('none-found', 'none-found', 'none-found');
    stand.reconciler.want(on);
    await stand.advance(2000);
    stand.reconciler.retryNow();
    await stand.advance(41);
    expect(stand.reconciler.getSnapshot().kind).toBe('running');
  });

  test('a camera that was unplugged stays so in words until it is back', async () => {
    const stand = newStand();
    stand.reconciler.want(on);
    await stand.advance(20_000);
    stand.troubles.push('none-found', 'none-found');
    stand.reconciler.fail('unplugged');
    await stand.advance(5000);
    expect(stand.states).toEqual([
      'starting',
      'running',
      'unplugged',
      'unplugged',
      'unplugged',
      'running',
    ]);
    expect(stand.running()).toBe(1);
  });

  test('a camera that fails again and again is left alone longer and longer', async () => {
    const stand = newStand();
    stand.reconciler.want(on);
    for (let i = 0; i < 5; i += 1) {
      while (stand.reconciler.getSnapshot().kind !== 'running') await stand.advance(10);
      stand.reconciler.fail('frozen');
      await stand.advance(10);
    }
    const pauses = stand.opened.slice(1).map(({ at }, i) => at - (stand.opened[i]?.at ?? 0));
    for (const [i, least] of [500, 1000, 2000, 4000].entries()) {
      expect(pauses[i]).toBeGreaterThanOrEqual(least);
    }
  });

  test('after ten good seconds it is tried at once, and three times busy costs 3.5 s', async () => {
    const stand = newStand();
    stand.troubles.push('busy', 'busy', 'busy');
    stand.reconciler.want(on);
    await stand.advance(20_000);
    const before = stand.opened.length;
    const failedAt = stand.now();
    stand.troubles.push('busy', 'busy', 'busy');
    stand.reconciler.fail('unplugged');
    await stand.advance(10_000);
    const attempts = stand.opened.slice(before).map(({ at }) => at - failedAt);
    // 20 ms to close, 40 ms for each attempt.
    expect(attempts).toEqual([20, 560, 1600, 3640]);
    expect(stand.reconciler.getSnapshot().kind).toBe('running');
  });

  test('a timer that rings a moment too soon is a timer that rang', async () => {
    const stand = newStand({ timersEarlyBy: 1 });
    stand.troubles.push('busy');
    stand.reconciler.want(on);
    await stand.advance(1000);
    expect(stand.reconciler.getSnapshot().kind).toBe('running');
  });

  test('of a camera that was switched off is not shown', async () => {
    const stand = newStand();
    stand.troubles.push('busy');
    stand.reconciler.want(on);
    await stand.advance(50);
    stand.reconciler.want({ on: false });
    await stand.advance(5000);
    expect(stand.reconciler.getSnapshot()).toEqual({ kind: 'off' });
    expect(stand.opened).toHaveLength(1);
  });
});
