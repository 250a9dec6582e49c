const listeners = new Set<() => void>();

/** The day was changed here: its page requests it at once, however long an answer takes. */
export function tellDayChanged(): void {
  for (const listener of listeners) listener();
}

/** Calls `listener` at each change; returns the function that unsubscribes it. */
export function onDayChanged(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
