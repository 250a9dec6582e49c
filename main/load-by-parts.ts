import { setImmediate as turn } from 'node:timers/promises';

/**
 * Loads code part by part, each after those that it builds on, and lets this thread's other work have its turn after each:
 * evaluated in one go, a station's code would hold up a window that opens, or a scan, for tenths of a second.
 *
 * Rejects with what the loading of a part rejects with.
 */
export async function loadByParts(parts: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const load of parts) {
    await load();
    await turn();
  }
}
