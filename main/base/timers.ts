/** Milliseconds (24.8 days): the maximum of a Node timer; a longer one fires at once. */
const maxTimerMs = 2 ** 31 - 1;

/**
 * Calls `action` once after so many milliseconds of steady time, however many. Use it for any wait
 * that may last weeks. Returns a function that cancels it.
 */
export function afterLong(milliseconds: number, action: () => void): () => void {
  const part = Math.min(Math.max(0, milliseconds), maxTimerMs);
  let cancel = (): void => clearTimeout(timer);
  const timer = setTimeout(() => {
    const left = milliseconds - part;
    if (left > 0) cancel = afterLong(left, action);
    else action();
  }, part);
  return () => cancel();
}

/** Timers; real ones in the app, simulated ones in tests. */
export interface Timers {
  /** Calls `action` once after so many milliseconds. Returns a function that cancels it. */
  after(milliseconds: number, action: () => void): () => void;
}

/** Node's own, for a wait of any length. They run by the steady clock, whatever the time of day. */
export const realTimers: Timers = {
  after: afterLong,
};
