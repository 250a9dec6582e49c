/** Timers; real ones in the app, simulated ones in tests. */
export interface Timers {
  /** Calls once after so many milliseconds. Returns a function that cancels it. */
  after(milliseconds: number, action: () => void): () => void;
}

/** The longest wait of one `setTimeout`, 24.8 days: it fires at once where it is asked for more. */
const maxTimeout = 2 ** 31 - 1;

/** Node's own, for a wait of any length. They run by the steady clock, whatever the time of day. */
export const realTimers: Timers = {
  after: (milliseconds, action) => {
    let timer: NodeJS.Timeout;
    const begin = (left: number): void => {
      timer =
        left > maxTimeout
          ? setTimeout(() => begin(left - maxTimeout), maxTimeout)
          : setTimeout(action, left);
    };
    begin(milliseconds);
    return () => clearTimeout(timer);
  },
};
