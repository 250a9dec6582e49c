interface Waiter {
  what: string;
  count: number;
  resolve: () => void;
  reject: (error: Error) => void;
}

/** Counts of things that happen, to be waited for: a test is tied to what happened, not to time. */
export class Tally {
  readonly #counts = new Map<string, number>();
  #waiters: Waiter[] = [];
  #failure: Error | null = null;

  /** How often it happened. */
  of(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  /** It happened, so many times. */
  add(what: string, times = 1): void {
    const count = this.of(what) + times;
    this.#counts.set(what, count);
    const isReached = (waiter: Waiter): boolean => waiter.what === what && count >= waiter.count;
    const reached = this.#waiters.filter(isReached);
    this.#waiters = this.#waiters.filter((waiter) => !isReached(waiter));
    for (const { resolve } of reached) resolve();
  }

  /** Resolves when it has happened so many times more than now; rejects when {@link fail} is called. */
  more(what: string, times: number): Promise<void> {
    const failure = this.#failure;
    if (failure !== null) return Promise.reject(failure);
    const count = this.of(what) + times;
    return new Promise((resolve, reject) => {
      this.#waiters.push({ what, count, resolve, reject });
    });
  }

  /** Rejects when {@link fail} is called; never resolves. */
  failed(): Promise<void> {
    return this.more('failure', 1);
  }

  /** Nothing more will come: whoever waits is told why. */
  fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiters) reject(error);
    this.#waiters = [];
  }

  /** All counts, by name. */
  all(): [string, number][] {
    return [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1));
  }
}
