/** Runs actions one after the other: each begins when the one before has ended, well or badly. */
export function createTurns(): <T>(action: () => Promise<T>) => Promise<T> {
  let previous: Promise<unknown> = Promise.resolve();
  return (action) => {
    const next = previous.then(action);
    previous = next.catch(() => undefined);
    return next;
  };
}
