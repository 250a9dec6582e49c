/** Lets one at a time do its work, in the order in which they came. */
export class Lock {
  #last: Promise<unknown> = Promise.resolve();

  /** Does the work when those before have done theirs, well or not. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work, work);
    this.#last = done.catch(() => {});
    return done;
  }
}
