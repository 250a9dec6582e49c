import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import type { SealedKey } from './key-file.ts';

/**
 * Cost of scrypt for a pass phrase: N = 2^17, r = 8, p = 1 (128 MiB, about half a second), the
 * first choice of the OWASP password storage sheet. Paid once per start, unlike a PIN's
 * (main/operators/pin.ts).
 */
export const sealCost = 2 ** 17;
const blockSize = 8;
const tagBytes = 16;

/**
 * The key of 32 bytes from a pass phrase with this salt. Takes about half a second, in another
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
