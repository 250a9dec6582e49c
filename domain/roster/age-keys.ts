import { bech32 } from '../base/bech32.ts';
import { toHex } from '../base/bytes.ts';

/** The prime of Curve25519 (RFC 7748, section 4.1). */
const prime = 2n ** 255n - 19n;

/**
 * The age recipient (`age1…`) that belongs to an Ed25519 public key: the same point on the other
 * form of the curve, u = (1 + y) / (1 - y) (RFC 7748, section 4.1). Why one key may be used for
 * both: decision 14.
 *
 * @param publicKey raw 32 bytes
 * @throws RangeError for bytes that are not a point with such a form
 */
export function ageRecipientOf(publicKey: Uint8Array): string {
  if (publicKey.length !== 32) throw new RangeError('an Ed25519 key has 32 bytes');
  const whole = BigInt(`0x${toHex(Uint8Array.from(publicKey).reverse())}`);
  // The highest bit is the sign of x, which u does not depend on.
  const y = whole & (2n ** 255n - 1n);
  if (y >= prime || y === 1n) throw new RangeError('not an Ed25519 key');
  const u = ((1n + y) * power(prime + 1n - y, prime - 2n)) % prime;
  return bech32('age', littleEndian(u));
}

/**
 * The age identity (`AGE-SECRET-KEY-1…`) of an X25519 scalar.
 *
 * @param scalar 32 bytes; of an Ed25519 key the first half of the SHA-512 of its seed (RFC 8032,
 * section 5.1.5)
 */
export function ageIdentityOf(scalar: Uint8Array): string {
  if (scalar.length !== 32) throw new RangeError('a scalar has 32 bytes');
  return bech32('age-secret-key-', scalar).toUpperCase();
}

/** By Fermat: with the exponent p - 2 it is the inverse. */
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
