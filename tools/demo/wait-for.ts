import { setTimeout as pause } from 'node:timers/promises';

/**
 * Looks again and again until `look` gives something, and returns it. Throws an Error that names
 * `what` after `seconds`.
 */
export async function waitFor<T>(
  what: string,
  seconds: number,
  look: () => T | null | undefined | Promise<T | null | undefined>,
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined) return found;
    if (performance.now() > end) throw new Error(`${what} did not come within ${seconds} s`);
    await pause(25);
  }
}
