import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { replaceFile } from '../../files/durable.ts';

/** A key that the station opens automatically. */
const ownKeySchema = z.strictObject({
  formatVersion: z.literal(1),
  /** `safe-storage`: wrapped by the system's keychain; `plain`: the system offers none. */
  protection: z.enum(['safe-storage', 'plain']),
  key: z.base64(),
});

/** The key, sealed by an operator's pass phrase. Only the encrypted store says whose it is. */
const sealedSchema = z.strictObject({ id: z.uuid(), nonce: z.base64(), sealed: z.base64() });
export type SealedKey = z.infer<typeof sealedSchema>;

/** A key that opens only with a pass phrase. */
const signInKeySchema = z.strictObject({
  formatVersion: z.literal(2),
  protection: z.literal('sign-in'),
  /** The content of the seal: also wrapped by the keychain, or not. */
  inside: z.enum(['safe-storage', 'plain']),
  /** Of scrypt (RFC 7914); block size 8, parallelization 1. */
  salt: z.base64(),
  cost: z
    .int()
    .min(2 ** 10)
    .max(2 ** 20),
  sealed: z.array(sealedSchema).min(1).max(50),
});
export type SignInKey = z.infer<typeof signInKeySchema>;

const keyFileSchema = z.discriminatedUnion('formatVersion', [ownKeySchema, signInKeySchema]);
export type KeyFile = z.infer<typeof keyFileSchema>;

/** Reads the key's file; null where there is none. Throws if unreadable or of another form. */
export function readKeyFile(path: string): KeyFile | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return keyFileSchema.parse(JSON.parse(text));
}

/** Writes the key's file atomically, for its owner only: half a key locks the store for ever. */
export function writeKeyFile(path: string, file: KeyFile): void {
  replaceFile(path, JSON.stringify(fieldsOf(file)));
}

function fieldsOf(file: KeyFile): KeyFile {
  if (file.formatVersion === 1) {
    return { formatVersion: 1, protection: file.protection, key: file.key };
  }
  return {
    formatVersion: 2,
    protection: file.protection,
    inside: file.inside,
    salt: file.salt,
    cost: file.cost,
    sealed: file.sealed.map(({ id, nonce, sealed }) => ({ id, nonce, sealed })),
  };
}
