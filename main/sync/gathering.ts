import type { Timers } from '../base/timers.ts';

/** Passes values on: the first at once, those that follow quickly merged into one. */
export interface Gathering<T> {
  add(one: T): void;
  flush(): void;
}

/**
 * Merges notices: one for each of the thousands of transactions of a long pull would keep the
 * receiver busy.
 *
 * @param interval milliseconds between two notices
 */
export function createGathering<T>(parts: {
  interval: number;
  timers: Timers;
  merge: (earlier: T, later: T) => T;
  send: (one: T) => void;
}): Gathering<T> {
  let waiting: { one: T } | null = null;
  let resting: (() => void) | null = null;

  const pass = (one: T): void => {
    resting = parts.timers.after(parts.interval, () => {
      resting = null;
      const next = waiting;
      waiting = null;
      if (next !== null) pass(next.one);
    });
    parts.send(one);
  };
  return {
    add: (one) => {
      if (resting === null) pass(one);
      else waiting = { one: waiting === null ? one : parts.merge(waiting.one, one) };
    },
    flush: () => {
      resting?.();
      resting = null;
      const next = waiting;
      waiting = null;
      if (next !== null) parts.send(next.one);
    },
  };
}
