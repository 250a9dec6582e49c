/** How often something was done in a run, and how often it changed what would have happened. */
export interface Count {
  done: number;
  mattered: number;
}

/** Counts by name of operation or fault, over many schedules. */
export class Coverage {
  readonly counts = new Map<string, Count>();

  add(name: string, mattered: boolean): void {
    const count = this.counts.get(name) ?? { done: 0, mattered: 0 };
    count.done += 1;
    if (mattered) count.mattered += 1;
    this.counts.set(name, count);
  }

  /** Adds another run's counts. */
  merge(counts: Iterable<readonly [string, Count]>): void {
    for (const [name, more] of counts) {
      const count = this.counts.get(name) ?? { done: 0, mattered: 0 };
      this.counts.set(name, {
        done: count.done + more.done,
        mattered: count.mattered + more.mattered,
      });
    }
  }

  /** A table: name, how often, how often it mattered. */
  lines(): string[] {
    const names = [...this.counts.keys()].sort();
    const width = Math.max(...names.map((name) => name.length), 0);
    return names.map((name) => {
      const { done, mattered } = this.counts.get(name) ?? { done: 0, mattered: 0 };
      return `${name.padEnd(width)} ${String(done).padStart(9)} ${String(mattered).padStart(9)}`;
    });
  }
}
