/** What is needed of a window. */
export interface PageClock {
  setTimeout: (run: () => void, milliseconds: number) => number;
  clearTimeout: (timer: number | undefined) => void;
  performance: Pick<Performance, 'now'>;
}

export interface Silence {
  /** Begins to wait anew, for so many milliseconds. */
  await: (milliseconds: number) => void;
  end: () => void;
}

/** Milliseconds. A timer that is later shows that the page or the whole computer stood still. */
const maxLateness = 20;
/** A page that is always busy must come to an end. */
const maxRepeats = 3;

/**
 * Tells when no key has come for some time. A timer whose time came while the computer stood still
 * may run ahead of keys that were pressed before: it proves no silence, and is waited for again.
 */
export function createSilence(clock: PageClock, onSilence: () => void): Silence {
  let timer: number | undefined;

  function begin(milliseconds: number, repeats: number): void {
    clock.clearTimeout(timer);
    const due = clock.performance.now() + milliseconds;
    timer = clock.setTimeout(() => {
      const isLate = clock.performance.now() - due > maxLateness;
      if (isLate && repeats < maxRepeats) begin(milliseconds, repeats + 1);
      else onSilence();
    }, milliseconds);
  }

  return {
    await: (milliseconds) => begin(milliseconds, 0),
    end: () => clock.clearTimeout(timer),
  };
}
