import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';

/** An Ed25519 key pair (RFC 8032) in forms that can be stored and sent. */
export interface SigningKeys {
  /** Raw 32 bytes, base64. */
  publicKey: string;
  /** PKCS #8 DER, base64. A secret. */
  privateKey: string;
}

/** Creates a key pair from the system's random numbers. */
export function makeSigningKeys(): SigningKeys {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    // The raw key is the last 32 bytes of its SubjectPublicKeyInfo (RFC 8410, section 4).
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64'),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
}

/** Parses a private key (PKCS #8 DER, base64) for signing. Throws if it is not one. */
export function readPrivateKey(privateKey: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
}

/** The Ed25519 signature (base64) of a text's UTF-8. */
export function signText(key: KeyObject, text: string): string {
  return sign(null, Buffer.from(text, 'utf8'), key).toString('base64');
}

/** The Ed25519 signature (64 bytes) of a message. */
export function signBytes(key: KeyObject, message: Uint8Array): Uint8Array {
  return sign(null, message, key);
}

/** The raw public key (base64) of a private key. */
export function publicKeyOf(privateKey: KeyObject): string {
  const der = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return der.subarray(-32).toString('base64');
}
