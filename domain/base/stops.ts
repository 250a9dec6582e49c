interface Stop {
  name: string;
  stop: () => unknown;
}

/**
 * What has to stop when a program ends: the last that was made first, because it may use all that
 * was made before it. (A platform's `AsyncDisposableStack` needs V8 13.4; Electron 33 has 13.0.)
 */
export interface Stops {
  /**
   * Call it where a service is made, so that none is forgotten.
   *
   * @param name for the log
   * @param stop may return a promise, which the next stop waits for
   */
  defer(name: string, stop: () => unknown): void;
  /** Stops everything, one after the other. Never rejects. A second call waits for the first. */
  stop(): Promise<void>;
}

/** @param failed gets the error of a stop. The others stop anyway. */
export function createStops(failed: (error: unknown, name: string) => void): Stops {
  const open: Stop[] = [];
  let stopping: Promise<void> | null = null;
  const stopAll = async (): Promise<void> => {
    for (let last = open.pop(); last !== undefined; last = open.pop()) {
      try {
        await last.stop();
      } catch (error) {
        failed(error, last.name);
      }
    }
  };
  return {
    defer: (name, stop) => {
      open.push({ name, stop });
    },
    stop: () => {
      stopping ??= stopAll();
      return stopping;
    },
  };
}
