/** Runs actions one at a time: each begins when the one before has succeeded or failed. */
export function createTurns(): <T>(action: () => Promise<T>) => Promise<T> {
  let previous: Promise<unknown> = Promise.resolve();
  return (action) => {
    const next = previous.then(action);
    previous = next.catch(() => undefined);
    return next;
  };
}

interface Waiting<I, O> {
  input: I;
  resolve: (answer: O | null) => void;
  reject: (error: unknown) => void;
}

/**
 * Runs one call of `run` at a time. Of the calls meanwhile only the newest waits; a call that it
 * replaces gets null. A picture that follows a drag is thus never more than one drawing behind.
 */
export function latestOnly<I, O>(run: (input: I) => Promise<O>): (input: I) => Promise<O | null> {
  let running = false;
  let waiting: Waiting<I, O> | null = null;

  const start = async (next: Waiting<I, O>): Promise<void> => {
    running = true;
    try {
      next.resolve(await run(next.input));
    } catch (error) {
      next.reject(error);
    }
    running = false;
    const following = waiting;
    waiting = null;
    if (following !== null) void start(following);
  };

  return (input) =>
    new Promise((resolve, reject) => {
      const asked = { input, resolve, reject };
      if (!running) {
        void start(asked);
        return;
      }
      waiting?.resolve(null);
      waiting = asked;
    });
}
