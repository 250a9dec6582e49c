/**
 * The cryptography that the rules need. The caller supplies it, so that `domain` does no I/O and
 * runs alike in Electron, Node and a browser.
 */
export interface Crypto {
  /** SHA-256 of the bytes (FIPS 180-4); 32 bytes. */
  sha256(data: Uint8Array): Uint8Array;
  /** HMAC-SHA-256 (RFC 2104); 32 bytes. */
  hmac(key: Uint8Array, data: Uint8Array): Uint8Array;
  /**
   * Ed25519 verification (RFC 8032). `publicKey` is the raw 32-byte key, `signature` 64 bytes.
   * Returns false for a wrong signature and for a malformed key or signature; never throws.
   */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}
