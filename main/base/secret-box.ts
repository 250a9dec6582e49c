import { z } from 'zod';
import { readSetting, writeSetting } from '../../db/base/settings.ts';
import type { WritableDatabase } from '../../db/base/types.ts';
import { makeSigningKeys, type SigningKeys } from '../../platform/crypto/ed25519.ts';
import { keychainOf, type SafeStorage } from './store-key.ts';

/**
 * Secrets of the station (token of the hub, private keys) in its settings. A system keychain, if
 * there is one, wraps them in addition to the store's encryption. Elsewhere that encryption alone
 * guards them, and the station shows a warning.
 */
export type SecretBox = ReturnType<typeof openSecretBox>;

const sealedSchema = z.strictObject({
  protection: z.enum(['safe-storage', 'plain']),
  value: z.string(),
});

export function openSecretBox(db: WritableDatabase, safeStorage: SafeStorage) {
  const wraps = keychainOf(safeStorage) !== 'file';
  return {
    /** Null if there is no secret of this name, or the keychain can no longer read it. */
    read: (name: string): string | null => {
      const sealed = sealedSchema.safeParse(readSetting(db, settingOf(name)));
      if (!sealed.success) return null;
      if (sealed.data.protection === 'plain') return sealed.data.value;
      try {
        return safeStorage.decryptString(Buffer.from(sealed.data.value, 'base64'));
      } catch {
        // The keychain is another user's: the station must enrol again.
        return null;
      }
    },
    write: (name: string, secret: string): void => {
      const sealed: z.infer<typeof sealedSchema> = wraps
        ? {
            protection: 'safe-storage',
            value: safeStorage.encryptString(secret).toString('base64'),
          }
        : { protection: 'plain', value: secret };
      writeSetting(db, settingOf(name), sealed);
    },
    remove: (name: string): void => writeSetting(db, settingOf(name), null),
  };
}

function settingOf(name: string): string {
  return `secret-${name}`;
}

const keysSchema = z.strictObject({ publicKey: z.base64(), privateKey: z.base64() });

/** The station's Ed25519 keys, made at the first start. */
export function stationKeys(box: SecretBox): SigningKeys {
  const stored = box.read('station-keys');
  const known = stored === null ? null : keysSchema.safeParse(JSON.parse(stored));
  if (known?.success) return known.data;
  const keys = makeSigningKeys();
  writeStationKeys(box, keys);
  return keys;
}

export function writeStationKeys(box: SecretBox, keys: SigningKeys): void {
  box.write('station-keys', JSON.stringify(keys));
}
