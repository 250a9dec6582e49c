import { createHash } from 'node:crypto';
import { fromBase64 } from '../../domain/base/bytes.ts';
import { ageIdentityOf, ageRecipientOf } from '../../domain/roster/age-keys.ts';

/**
 * Encrypts bytes in the age format (age-encryption.org/v1) so that only the owners of these Ed25519
 * keys can read them.
 *
 * @param publicKeys raw Ed25519 keys, base64
 * @throws RangeError for an invalid key
 */
export async function sealFor(
  publicKeys: string | readonly string[],
  bytes: Uint8Array,
): Promise<Uint8Array> {
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  for (const key of [publicKeys].flat()) encrypter.addRecipient(ageRecipientOf(fromBase64(key)));
  return await encrypter.encrypt(bytes);
}

/**
 * log2 of scrypt's N for a passphrase: 2^17, as in main/base/key-file.ts. Takes about a second,
 * which blocks this thread.
 */
const phraseCost = 17;

/**
 * Encrypts bytes in the age format with a passphrase.
 *
 * @param cost log2 of scrypt's N
 */
export async function sealByPhrase(
  phrase: string,
  bytes: Uint8Array,
  cost = phraseCost,
): Promise<Uint8Array> {
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  encrypter.setPassphrase(phrase);
  encrypter.setScryptWorkFactor(cost);
  return await encrypter.encrypt(bytes);
}

/** Decrypts the result of {@link sealByPhrase}; null for a wrong passphrase or changed bytes. */
export async function openByPhrase(phrase: string, sealed: Uint8Array): Promise<Uint8Array | null> {
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  decrypter.addPassphrase(phrase);
  try {
    return await decrypter.decrypt(sealed);
  } catch {
    // The format does not report what is wrong.
    return null;
  }
}

/**
 * Decrypts the result of {@link sealFor} for this key; null if it was changed, cut off, or made for
 * another key.
 *
 * @param privateKey PKCS #8 DER of an Ed25519 key, base64
 */
export async function openSealed(
  privateKey: string,
  sealed: Uint8Array,
): Promise<Uint8Array | null> {
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  decrypter.addIdentity(ageIdentityOf(scalarOf(privateKey)));
  try {
    return await decrypter.decrypt(sealed);
  } catch {
    // The format does not report what is wrong, and the caller could not use it.
    return null;
  }
}

/** Loaded on first use: a station that writes no stick starts sooner and uses 8 MB less. */
const age = (): Promise<typeof import('age-encryption')> => import('age-encryption');

/** The seed is the last 32 bytes of the key's PKCS #8 (RFC 8410, section 7). */
function scalarOf(privateKey: string): Uint8Array {
  const seed = Buffer.from(privateKey, 'base64').subarray(-32);
  return createHash('sha512').update(seed).digest().subarray(0, 32);
}
