import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { isEasyPin } from '../../domain/operators/pins.ts';
import { CallFailure } from '../base/call-failure.ts';

/**
 * scrypt parameters: N = 2^15, r = 8, p = 1 (32 MiB, about 0.1 s here), after RFC 7914 and the
 * OWASP password storage sheet, for a hash that desk staff wait for. A short PIN is protected by
 * the encrypted store and by throttling, not by the hash alone. Electron's Node has no argon2.
 */
const parameters = { cost: 2 ** 15, blockSize: 8, parallelization: 1, bytes: 32 };

/**
 * Hashes a PIN that a person chose. The only way for a new PIN into the store. Throws CallFailure
 * `easy-pin` for one that is easy to guess.
 */
export async function hashNewPin(pin: string): Promise<string> {
  if (isEasyPin(pin)) throw new CallFailure('easy-pin');
  return await hashPin(pin);
}

/** Hashes a PIN to text that carries parameters and salt: `scrypt$N$r$p$salt$hash`, base64. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  const { cost, blockSize, parallelization, bytes } = parameters;
  const hash = await derive(pin, salt, cost, blockSize, parallelization, bytes);
  return [
    'scrypt',
    cost,
    blockSize,
    parallelization,
    salt.toString('base64'),
    hash.toString('base64'),
  ].join('$');
}

/** Whether the PIN gives this hash. Throws for another form. Equally slow for any wrong PIN. */
export async function pinMatches(pin: string, stored: string): Promise<boolean> {
  const [scheme, cost, blockSize, parallelization, salt, hash] = stored.split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) {
    throw new Error('the stored PIN hash has an unknown form');
  }
  const expected = Buffer.from(hash, 'base64');
  const actual = await derive(
    pin,
    Buffer.from(salt, 'base64'),
    Number(cost),
    Number(blockSize),
    Number(parallelization),
    expected.length,
  );
  return timingSafeEqual(expected, actual);
}

function derive(
  pin: string,
  salt: Buffer,
  cost: number,
  blockSize: number,
  parallelization: number,
  bytes: number,
): Promise<Buffer> {
  const options = { N: cost, r: blockSize, p: parallelization, maxmem: 128 * cost * blockSize * 2 };
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, bytes, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
