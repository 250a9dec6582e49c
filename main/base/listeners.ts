/** A notice for services that are made after the one that gives it. */
export type Listeners = ReturnType<typeof createListeners>;

/** Make it before either side. A notice without a listener is lost. */
export function createListeners() {
  const all: (() => void)[] = [];
  return {
    add: (listener: () => void): void => {
      all.push(listener);
    },
    /** Calls the listeners in the order in which they were added. */
    notify: (): void => {
      for (const listener of all) listener();
    },
  };
}
