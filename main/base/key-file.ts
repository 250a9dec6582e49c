import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { replaceFile } from '../../platform/files/durable.ts';

/** The station opens it automatically. */
const ownKeySchema = z.strictObject({
  formatVersion: z.literal(1),
  /** `safe-storage`: wrapped by the system's keychain; `plain`: the system offers none. */
  protection: z.enum(['safe-storage', 'plain']),
  key: z.base64(),
});

/** The key, sealed by an operator's passphrase. Only the encrypted store names its holder. */
const sealedSchema = z.strictObject({ id: z.uuid(), nonce: z.base64(), sealed: z.base64() });
export type SealedKey = z.infer<typeof sealedSchema>;

/** Opens only with a passphrase. */
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

/**
 * Cost of scrypt for a passphrase: N = 2^17, r = 8, p = 1 (128 MiB, about half a second), the first
 * choice of the OWASP password storage sheet. Paid once per start, unlike a PIN's
 * (main/operators/pin.ts).
 */
export const sealCost = 2 ** 17;
const blockSize = 8;
const tagBytes = 16;

/**
 * The key of 32 bytes from a passphrase with this salt. Takes about half a second, in another
 * thread. The same letters give the same key however a keyboard composes them: in Unicode's form
 * NFKC (NIST SP 800-63B, 3.1.1.2).
 */
export function keyOfPhrase(phrase: string, salt: Buffer, cost: number): Promise<Buffer> {
  const options = { N: cost, r: blockSize, p: 1, maxmem: 128 * cost * blockSize * 2 };
  return new Promise((resolve, reject) => {
    scrypt(phrase.normalize('NFKC'), salt, 32, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

/** Seals bytes and the id (AES-256-GCM, NIST SP 800-38D), so that seals cannot be swapped. */
export function seal(id: string, bytes: Uint8Array, key: Buffer): SealedKey {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(id));
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  return { id, nonce: nonce.toString('base64'), sealed: sealed.toString('base64') };
}

/** The sealed bytes, or null with another key or after a change of the file. */
export function unseal(sealed: SealedKey, key: Buffer): Buffer | null {
  const bytes = Buffer.from(sealed.sealed, 'base64');
  if (bytes.length <= tagBytes) return null;
  try {
    const nonce = Buffer.from(sealed.nonce, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(sealed.id));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]);
  } catch {
    return null;
  }
}
