import { toHex } from '../base/bytes.ts';

const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;

/**
 * Encodes bytes as Bech32 (BIP 173) without its limit of 90 characters, as age writes keys.
 *
 * @param prefix in lower case
 */
export function bech32(prefix: string, bytes: Uint8Array): string {
  const words = fiveBits(bytes);
  const all = [...words, ...checksum(prefix, words)];
  return `${prefix}1${all.map((word) => letters[word]).join('')}`;
}

/** The bits of the bytes in groups of five, with the last group padded with zeros. */
function fiveBits(bytes: Uint8Array): number[] {
  const words: number[] = [];
  let waiting = 0;
  let bits = 0;
  for (const byte of bytes) {
    waiting = (waiting << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      words.push((waiting >> bits) & 31);
    }
    waiting &= (1 << bits) - 1;
  }
  if (bits > 0) words.push((waiting << (5 - bits)) & 31);
  return words;
}

function checksum(prefix: string, words: readonly number[]): number[] {
  const codes = Array.from(prefix, (letter) => letter.charCodeAt(0));
  const high = codes.map((code) => code >> 5);
  const low = codes.map((code) => code & 31);
  const rest = remainder([...high, 0, ...low, ...words, 0, 0, 0, 0, 0, 0]) ^ 1;
  return [25, 20, 15, 10, 5, 0].map((shift) => (rest >> shift) & 31);
}

function remainder(values: readonly number[]): number {
  let rest = 1;
  for (const value of values) {
    const top = rest >> 25;
    rest = ((rest & 0x1ffffff) << 5) ^ value;
    for (const [bit, generator] of generators.entries()) {
      if ((top >> bit) & 1) rest ^= generator;
    }
  }
  return rest;
}

/** The prime of Curve25519 (RFC 7748, section 4.1). */
const prime = 2n ** 255n - 19n;

/**
 * The age recipient (`age1…`) of an Ed25519 public key: the same point on the other form of the
 * curve, u = (1 + y) / (1 - y) (RFC 7748, section 4.1). Decision 14 says why one key may serve
 * both.
 *
 * @param publicKey raw 32 bytes
 * @throws RangeError for bytes that are not a point with such a form
 */
export function ageRecipientOf(publicKey: Uint8Array): string {
  if (publicKey.length !== 32) throw new RangeError('an Ed25519 key has 32 bytes');
  const whole = BigInt(`0x${toHex(Uint8Array.from(publicKey).reverse())}`);
  // The highest bit is the sign of x, on which u does not depend.
  const y = whole & (2n ** 255n - 1n);
  if (y >= prime || y === 1n) throw new RangeError('not an Ed25519 key');
  const u = ((1n + y) * power(prime + 1n - y, prime - 2n)) % prime;
  return bech32('age', littleEndian(u));
}

/**
 * The age identity (`AGE-SECRET-KEY-1…`) of an X25519 scalar.
 *
 * @param scalar 32 bytes; for an Ed25519 key the first half of the SHA-512 of its seed (RFC 8032,
 * section 5.1.5)
 */
export function ageIdentityOf(scalar: Uint8Array): string {
  if (scalar.length !== 32) throw new RangeError('a scalar has 32 bytes');
  return bech32('age-secret-key-', scalar).toUpperCase();
}

/** Modular exponentiation. By Fermat, the exponent p - 2 gives the inverse. */
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % prime;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % prime;
    square = (square * square) % prime;
  }
  return result;
}

function littleEndian(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
}
