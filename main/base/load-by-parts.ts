import { setTimeout as delay } from 'node:timers/promises';

/**
 * Loads code part by part, each after the parts on which it builds, with a pause for this thread's
 * other work after each. Evaluated in one go, a station's code would hold up a window that opens,
 * or a scan, for tenths of a second. The pause is an empty millisecond: after a mere turn of Node's
 * loop the next part would run at once, and Chromium's work of lower priority, such as the
 * permission for the camera, would come after the last part (measured, decision 020).
 *
 * Rejects with what the loading of a part rejects with.
 */
export async function loadByParts(parts: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const load of parts) await loadPart(load);
}

/** Loads one part and lets this thread's other work have its turn; see {@link loadByParts}. */
async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  const part = await load();
  await delay(1);
  return part;
}

/**
 * Loads a part at the first call, and returns it to all. A call rejects with what the loading
 * rejects with; the next call loads it again.
 */
export function onceLoaded<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => {
    loading ??= loadPart(load).catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}
