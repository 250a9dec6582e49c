import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { type Random, randomUuid } from './random.ts';

/**
 * What product code could otherwise take from the computer: the time, and random bytes for ids and
 * salts.
 */
export interface Surroundings {
  random: Random;
  /** UTC milliseconds. */
  now(): number;
}

/**
 * Runs an action with `Date.now` and every source of random bytes replaced by the schedule's: the
 * same seed gives the same ids. One action at a time.
 */
export async function deterministically<T>(
  surroundings: Surroundings,
  action: () => Promise<T>,
): Promise<T> {
  const restore = install(surroundings);
  try {
    return await action();
  } finally {
    restore();
  }
}

function install({ random, now }: Surroundings): () => void {
  const saved = {
    now: Date.now,
    values: globalThis.crypto.getRandomValues,
    globalUuid: globalThis.crypto.randomUUID,
    uuid: crypto.randomUUID,
    bytes: crypto.randomBytes,
    int: crypto.randomInt,
  };
  const uuid = (): ReturnType<typeof crypto.randomUUID> =>
    randomUuid(random) as ReturnType<typeof crypto.randomUUID>;
  const bytes = (size: number): Buffer => {
    const buffer = Buffer.alloc(size);
    random.fill(buffer);
    return buffer;
  };
  Date.now = now;
  globalThis.crypto.getRandomValues = (array) => {
    if (array instanceof Uint8Array) random.fill(array);
    return array;
  };
  globalThis.crypto.randomUUID = uuid;
  crypto.randomUUID = uuid;
  crypto.randomBytes = bytes as typeof crypto.randomBytes;
  crypto.randomInt = ((bound: number) => random.below(bound)) as typeof crypto.randomInt;
  syncBuiltinESMExports();
  return () => {
    Date.now = saved.now;
    globalThis.crypto.getRandomValues = saved.values;
    globalThis.crypto.randomUUID = saved.globalUuid;
    crypto.randomUUID = saved.uuid;
    crypto.randomBytes = saved.bytes;
    crypto.randomInt = saved.int;
    syncBuiltinESMExports();
  };
}
