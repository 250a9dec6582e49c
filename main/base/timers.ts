/** Timers; real ones in the app, simulated ones in tests. */
export interface Timers {
  /** Calls once after so many milliseconds. Returns a function that cancels it. */
  after(milliseconds: number, action: () => void): () => void;
}

/** Node's own. */
export const realTimers: Timers = {
  after: (milliseconds, action) => {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
};
