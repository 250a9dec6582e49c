import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { leftOfWait } from '../../domain/base/guess-wait.ts';
import { unmovedNow } from '../base/clock.ts';
import { keyOfPhrase, type SignInKey, unseal } from '../base/key-file.ts';
import {
  loadStoreKey,
  readExisting,
  type SafeStorage,
  type StoreKey,
  StoreKeyError,
  unwrapKey,
} from '../base/store-key.ts';
import { waitAfter } from '../operators/operators.ts';

export type UnlockAnswer =
  | { result: 'unlocked' }
  | { result: 'wrong-phrase' }
  | { result: 'wait'; milliseconds: number };

/** Tries passphrases until one opens the store; then gives the key. */
export type Unlocking = ReturnType<typeof createUnlocking>;

/**
 * The store's key, whatever guards it. Asks for a passphrase only if the key needs one.
 *
 * @param options.ask shows the start screen; resolves once `attempt` has answered `unlocked`
 * @throws StoreKeyError as `loadStoreKey` does
 */
export async function openStationKey(options: {
  path: string;
  safeStorage: SafeStorage;
  requireKeychain: boolean;
  ask: (unlocking: Unlocking) => Promise<void>;
}): Promise<StoreKey> {
  try {
    return loadStoreKey(options);
  } catch (error) {
    if (!(error instanceof StoreKeyError) || error.code !== 'sign-in-needed') throw error;
  }
  const unlocking = createUnlocking(options.path, options.safeStorage);
  await options.ask(unlocking);
  const key = unlocking.key();
  if (key === null) throw new StoreKeyError('sign-in-needed', options.path);
  return key;
}

/** Attempts at the key in this file, slowed down as at the sign-in (waits survive a restart). */
export function createUnlocking(
  path: string,
  safeStorage: SafeStorage,
  brake: GuessBrake = createGuessBrake(join(dirname(path), 'store-unlock.json')),
) {
  let found: StoreKey | null = null;
  return {
    /** Throws StoreKeyError `key-unreadable` for a right passphrase without the keychain's key. */
    attempt: async (phrase: string): Promise<UnlockAnswer> => {
      const milliseconds = brake.wait();
      if (milliseconds > 0) return { result: 'wait', milliseconds };
      const file = readExisting(path);
      if (file?.formatVersion !== 2) throw new StoreKeyError('key-unreadable', path);
      brake.count();
      const bytes = await openSeal(file, phrase);
      if (bytes === null) return { result: 'wrong-phrase' };
      brake.forget();
      found = { key: unwrapKey(path, bytes, file.inside, safeStorage), protection: 'sign-in' };
      return { result: 'unlocked' };
    },
    /** Null until an attempt was right. */
    key: (): StoreKey | null => found,
  };
}

/** One scrypt for all seals: they share the salt, and a passphrase opens its own. */
async function openSeal(file: SignInKey, phrase: string): Promise<Buffer | null> {
  const key = await keyOfPhrase(phrase, Buffer.from(file.salt, 'base64'), file.cost);
  for (const sealed of file.sealed) {
    const bytes = unseal(sealed, key);
    if (bytes !== null) return bytes;
  }
  return null;
}

const countSchema = z
  .strictObject({ failures: z.int().min(0), blockedUntil: z.int() })
  .catch({ failures: 0, blockedUntil: 0 });

/** Slows down guesses at the keyboard. Against a thief of the disk only scrypt helps. */
interface GuessBrake {
  /** Milliseconds until the next guess is checked; 0: now. */
  wait(): number;
  /** Counts a guess before it is checked: many at once cannot all be the first. */
  count(): void;
  forget(): void;
}

/**
 * Keeps its count in a file over restarts, as the store is still closed. Waits as at the sign-in.
 */
export function createGuessBrake(path: string, now: () => number = unmovedNow): GuessBrake {
  const read = (): z.infer<typeof countSchema> => {
    try {
      return countSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch {
      return countSchema.parse(null);
    }
  };
  const write = (failures: number, blockedUntil: number): void =>
    writeFileSync(path, JSON.stringify({ failures, blockedUntil }), { mode: 0o600, flush: true });
  return {
    wait: () => {
      const { failures, blockedUntil: until } = read();
      return leftOfWait({ until, max: waitAfter(failures) }, now(), (end) => write(failures, end));
    },
    count: () => {
      const failures = read().failures + 1;
      write(failures, now() + waitAfter(failures));
    },
    forget: () => write(0, 0),
  };
}
