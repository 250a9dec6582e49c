const listeners = new Set<() => void>();

/** Something was done to the day here: its page asks at once, however long an answer takes. */
export function tellDayChanged(): void {
  for (const listener of listeners) listener();
}

/** Calls `listener` at each change; returns the function that ends it. */
export function onDayChanged(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
