// clock: stamps who holds a key, and since when.

import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { readSetting, writeSetting } from '../../db/base/settings.ts';
import type { WritableDatabase } from '../../db/base/types.ts';
import { CallFailure } from '../base/call-failure.ts';
import {
  keyOfPhrase,
  type SealedKey,
  type SignInKey,
  seal,
  sealCost,
  writeKeyFile,
} from '../base/key-file.ts';
import {
  type KeyProtection,
  loadStoreKey,
  readExisting,
  type SafeStorage,
  wrapKey,
  writeOwnKey,
} from '../base/store-key.ts';
import { createTurns } from '../base/turns.ts';

const settingName = 'key-holders';
const holdersSchema = z
  .array(z.strictObject({ id: z.uuid(), operatorId: z.uuid(), since: z.int() }))
  .catch([]);

/** The holder of a passphrase for this station; null fields where the store does not know them. */
export interface KeyHolder {
  operatorId: string | null;
  /** UTC milliseconds of the real clock; null where it is not known. */
  since: number | null;
  /** Of the seal in the key's file. */
  id: string;
}

/** The holders of passphrases for the store. While there is any, nothing else opens it. */
export type KeyHolders = ReturnType<typeof createKeyHolders>;

export interface KeyHoldersParts {
  db: WritableDatabase;
  path: string;
  key: Uint8Array;
  safeStorage: SafeStorage;
  now?: () => number;
  /** Of scrypt; lower in tests. */
  cost?: number;
}

/** The holders of an open station: it has the key, so adding one needs no other passphrase. */
export function createKeyHolders(parts: KeyHoldersParts) {
  const { db, path } = parts;
  const inTurn = createTurns();
  const remove = (id: string): void => {
    const file = signInKey(path);
    const rest = file?.sealed.filter((one) => one.id !== id) ?? [];
    if (file === null || rest.length === file.sealed.length) throw new CallFailure('not-found');
    if (rest.length > 0) keepSealed(path, file, rest);
    else writeOwnKey(path, parts.key, parts.safeStorage);
    writeHolders(
      db,
      readHolders(db).filter((holder) => holder.id !== id),
    );
  };
  return {
    protection: (): KeyProtection => {
      if (signInKey(path) !== null) return 'sign-in';
      return loadStoreKey({ path, safeStorage: parts.safeStorage, requireKeychain: false })
        .protection;
    },
    /** Empty where the station opens its store automatically. */
    list: (): KeyHolder[] => {
      const holders = new Map(readHolders(db).map((holder) => [holder.id, holder]));
      return (signInKey(path)?.sealed ?? []).map(({ id }) => {
        const holder = holders.get(id);
        return { id, operatorId: holder?.operatorId ?? null, since: holder?.since ?? null };
      });
    },
    /**
     * Gives an operator a passphrase, which replaces their former one. One at a time: two first
     * holders at once would each make their own salt.
     */
    add: (operatorId: string, phrase: string): Promise<void> =>
      inTurn(() => addHolder(parts, operatorId, phrase)),
    /**
     * Removes a passphrase; without any the store opens automatically. Throws CallFailure
     * `not-found`.
     */
    remove,
    /**
     * Removes the passphrase of an operator who may no longer sign in, unless it is the last one.
     */
    leave: (operatorId: string): void => {
      for (const { id } of readHolders(db).filter((holder) => holder.operatorId === operatorId)) {
        const sealed = signInKey(path)?.sealed ?? [];
        if (sealed.length > 1 && sealed.some((one) => one.id === id)) remove(id);
      }
    },
  };
}

async function addHolder(
  parts: KeyHoldersParts,
  operatorId: string,
  phrase: string,
): Promise<void> {
  const { db, path, now = Date.now } = parts;
  const file = signInKey(path) ?? beginSignIn(parts);
  const key = await keyOfPhrase(phrase, Buffer.from(file.salt, 'base64'), file.cost);
  const others = readHolders(db).filter((one) => one.operatorId !== operatorId);
  const former = readHolders(db).filter((one) => one.operatorId === operatorId);
  // Read again after the slow derivation: a passphrase may have been removed meanwhile.
  const { sealed } = signInKey(path) ?? file;
  const rest = sealed.filter((one) => !former.some(({ id }) => id === one.id));
  const id = randomUUID();
  const bytes = file.inside === 'plain' ? parts.key : wrapKey(parts.key, parts.safeStorage).bytes;
  // First the store: a name without a seal is ignored, but a seal without a name is shown.
  writeHolders(db, [...others, { id, operatorId, since: now() }]);
  keepSealed(path, file, [...rest, seal(id, bytes, key)]);
}

function beginSignIn({ key, safeStorage, cost = sealCost }: KeyHoldersParts): SignInKey {
  const { inside } = wrapKey(key, safeStorage);
  const salt = randomBytes(16).toString('base64');
  return { formatVersion: 2, protection: 'sign-in', inside, salt, cost, sealed: [] };
}

function signInKey(path: string): SignInKey | null {
  const file = readExisting(path);
  return file?.formatVersion === 2 ? file : null;
}

function keepSealed(path: string, file: SignInKey, sealed: SealedKey[]): void {
  const { protection, inside, salt, cost } = file;
  writeKeyFile(path, { formatVersion: 2, protection, inside, salt, cost, sealed });
}

type Holder = z.infer<typeof holdersSchema>[number];

function readHolders(db: WritableDatabase): Holder[] {
  return holdersSchema.parse(readSetting(db, settingName) ?? []);
}

function writeHolders(db: WritableDatabase, holders: Holder[]): void {
  writeSetting(
    db,
    settingName,
    holders.map(({ id, operatorId, since }) => ({ id, operatorId, since })),
  );
}
