import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export type Seal = ReturnType<typeof createSeal>;

const nonceBytes = 12;
const tagBytes = 16;

/**
 * A seal whose key is derived from the private key of the hub's own authority (HKDF-SHA-256, RFC
 * 5869). That key is in the folder `tls` or in the desk's secret box, never in the store, so
 * neither a copy of the database nor a PostgreSQL dump reveals an authenticator's secret.
 * AES-256-GCM with a random nonce.
 *
 * @param authorityKey the private key, PEM
 */
export function createSeal(authorityKey: string) {
  const key = Buffer.from(hkdfSync('sha256', authorityKey, '', 'lanyard accounts 1', 32));
  return {
    /** @param bound owner of the secret (an account's id): in another row it does not decrypt */
    close: (secret: string, bound: string): string => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound));
      const closed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), closed]).toString('base64');
    },
    /** The secret, or null if it was encrypted with another hub's key, or altered. */
    open: (sealed: string, bound: string): string | null => {
      const bytes = Buffer.from(sealed, 'base64');
      const nonce = bytes.subarray(0, nonceBytes);
      const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes);
      if (tag.length !== tagBytes) return null;
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(bound)).setAuthTag(tag);
      try {
        const opened = decipher.update(bytes.subarray(nonceBytes + tagBytes));
        return Buffer.concat([opened, decipher.final()]).toString('utf8');
      } catch {
        // Another key, or altered bytes: GCM does not distinguish them.
        return null;
      }
    },
  };
}
