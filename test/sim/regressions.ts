import type { Operation, Schedule } from './schedule.ts';

/** A schedule that once broke an invariant, as fast-check shrank it. It runs in every test. */
export interface Regression {
  /** What was wrong then. */
  name: string;
  schedule: Schedule;
}

/** Steps in short: operation, who, a, b. */
type ShortStep = readonly [op: Operation, who: number, a: number, b: number];

function regression(
  name: string,
  kiosks: number,
  seed: number,
  steps: readonly ShortStep[],
): Regression {
  const whole = steps.map(([op, who, a, b]) => ({ op, who, a, b }));
  return { name, schedule: { kiosks, seed, steps: whole } };
}

/** Every one that was found, newest last. */
export const regressions: readonly Regression[] = [
  regression('A quiet morning: nothing was wrong', 2, 1, [
    ['check-in', 0, 0, 0],
    ['sync', 0, 0, 0],
    ['sync', 1, 0, 0],
    ['undo', 1, 0, 0],
  ]),
];
