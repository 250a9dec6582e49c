/** How often an answer is asked for again. */
export interface Pace {
  /** Min milliseconds between two requests after changes. */
  minPause: number;
  /** Milliseconds after which a visible page asks without any change; null: never. */
  maxSilence: number | null;
}

export interface Keeper {
  /** Asks at once, or after the pending answer. */
  now: () => void;
  /** Asks once the pause since the last request is over. */
  soon: () => void;
  close: () => void;
}

/** Runs a request at once and on demand, one at a time; while the page is visible also regularly. */
export function keepAsking({ minPause, maxSilence }: Pace, run: () => Promise<void>): Keeper {
  let isOpen = true;
  let isDue = false;
  let isWanted = false;
  let last = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = (): void => {
    if (!isOpen) return;
    if (isDue) {
      isWanted = true;
      return;
    }
    clearTimeout(timer);
    timer = undefined;
    isDue = true;
    isWanted = false;
    last = performance.now();
    void run().then(() => {
      isDue = false;
      if (isWanted) soon();
    });
  };
  const soon = (): void => {
    const wait = last + minPause - performance.now();
    if (isDue || wait <= 0) now();
    else timer ??= setTimeout(now, wait);
  };
  const end = maxSilence === null ? undefined : askWhenSilent(maxSilence, () => last, now);
  now();
  return {
    now,
    soon,
    close: () => {
      isOpen = false;
      clearTimeout(timer);
      end?.();
    },
  };
}

/** Calls `now` on a visible page whose last request is too old. Returns a function that ends it. */
function askWhenSilent(maxSilence: number, last: () => number, now: () => void): () => void {
  const look = (): void => {
    if (!document.hidden && performance.now() - last() >= maxSilence) now();
  };
  const timer = setInterval(look, maxSilence / 4);
  document.addEventListener('visibilitychange', look);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
  };
}
