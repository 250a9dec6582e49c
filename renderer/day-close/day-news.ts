const listeners = new Set<() => void>();

/**
 * Call it after a change of the day here: its page then requests the day at once, without a pause.
 */
export function tellDayChanged(): void {
  for (const listener of listeners) listener();
}

/** Calls `listener` at each change; returns a function that unsubscribes it. */
export function onDayChanged(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
