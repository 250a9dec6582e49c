import { setTimeout as pause } from 'node:timers/promises';

/**
 * Calls `look` repeatedly until it returns a value other than null, and returns that. Throws a
 * TooLateError that names `what` after `seconds`, even if a call does not end: a page may never
 * answer.
 */
export async function waitFor<T>(
  what: string,
  seconds: number,
  look: () => T | null | undefined | Promise<T | null | undefined>,
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    // The last call still gets a second.
    const left = Math.max(end - performance.now(), 1000);
    const found = await within(what, seconds, left, look());
    if (found !== null && found !== undefined) return found;
    if (performance.now() > end) throw new TooLateError(what, seconds);
    await pause(25);
  }
}

/** Waits at most so long for `work`; then throws a TooLateError that names `what`. */
export function atMost<T>(what: string, seconds: number, work: Promise<T>): Promise<T> {
  return within(what, seconds, seconds * 1000, work);
}

async function within<T>(
  what: string,
  seconds: number,
  milliseconds: number,
  work: T | Promise<T>,
): Promise<T> {
  const done = new AbortController();
  const late = pause(milliseconds, undefined, { signal: done.signal }).then(
    () => Promise.reject(new TooLateError(what, seconds)),
    // Cancelled: the work was quicker.
    () => new Promise<never>(() => undefined),
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}

export class TooLateError extends Error {
  constructor(what: string, seconds: number) {
    super(`${what} did not come within ${seconds} s`);
    this.name = 'TooLateError';
  }
}
