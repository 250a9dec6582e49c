import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';

/** DER header of an Ed25519 private key in PKCS #8 (RFC 8410, section 7); the 32-byte seed follows. */
const privateKeyHeader = Buffer.from('302e020100300506032b657004220420', 'hex');

/** An Ed25519 key pair for tests, made from a word; the same word gives the same pair. */
export function testKeyPair(word: string): {
  publicKey: Uint8Array;
  sign: (message: Uint8Array) => Uint8Array;
} {
  const seed = createHash('sha256').update(word).digest();
  const privateKey = createPrivateKey({
    key: Buffer.concat([privateKeyHeader, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return {
    publicKey: new Uint8Array(spki.subarray(-32)),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  };
}
