/** Runs actions one at a time: each begins when the one before has succeeded or failed. */
export function createTurns(): <T>(action: () => Promise<T>) => Promise<T> {
  let previous: Promise<unknown> = Promise.resolve();
  return (action) => {
    const next = previous.then(action);
    previous = next.catch(() => undefined);
    return next;
  };
}
