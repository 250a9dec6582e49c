import { setTimeout as delay } from 'node:timers/promises';

/**
 * Loads code part by part, each after those that it builds on, and lets this thread's other work have its turn after each:
 * evaluated in one go, a station's code would hold up a window that opens, or a scan, for tenths of a second. That is a
 * millisecond of nothing: after a mere turn of Node's loop the next one is due at once, and Chromium's work of lower rank, the
 * permission for the camera among it, would only come after the last part (measured, decision 020).
 *
 * Rejects with what the loading of a part rejects with.
 */
export async function loadByParts(parts: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const load of parts) {
    await load();
    await delay(1);
  }
}
