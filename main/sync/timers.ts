/** Alarms; the real ones in the app, those of a test's own time in tests. */
export interface Timers {
  /** Calls once after so many milliseconds. Returns what calls it off. */
  after(milliseconds: number, action: () => void): () => void;
}

/** Node's own. */
export const realTimers: Timers = {
  after: (milliseconds, action) => {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
};
