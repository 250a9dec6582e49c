import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { minPassword } from '../../domain/organiser/access.ts';
import { HubProblem } from '../../domain/sync/problems.ts';

/**
 * scrypt (RFC 7914) with N = 2^15, r = 8, p = 3: 32 MiB and about 0.2 s, one of the settings that
 * the OWASP password storage sheet rates as equal. The text has the form of the desks' PIN hashes.
 */
const scryptParameters: Parameters = { cost: 2 ** 15, blockSize: 8, parallelization: 3 };
const hashBytes = 32;

interface Parameters {
  cost: number;
  blockSize: number;
  parallelization: number;
}

/** Max hashes at once, and max waiting: they share Node's threads with the hub's file access. */
const maxHashes = { atOnce: 2, waiting: 30 };

export type Passwords = ReturnType<typeof createPasswords>;

/**
 * Hashes passwords a few at a time, so that many strangers at once cannot stop the hub.
 *
 * @param cost scrypt's N for new hashes; tests use a small one
 */
export function createPasswords(cost = scryptParameters.cost) {
  const inTurn = createQueue();
  const parameters = { ...scryptParameters, cost };
  // A random hash that no password matches, for comparison if there is no account.
  const nobodys = textOf(parameters, randomBytes(16), randomBytes(hashBytes));
  return {
    /**
     * Text with parameters and salt: `scrypt$N$r$p$salt$hash`, base64. Throws HubProblem `busy`.
     */
    hash: (password: string): Promise<string> =>
      inTurn(async () => {
        const salt = randomBytes(16);
        return textOf(parameters, salt, await derive(password, salt, parameters));
      }),
    /**
     * Whether the password has this hash. For null (no such account) it takes the same time and
     * returns false. Throws HubProblem `busy`.
     */
    matches: (password: string, stored: string | null): Promise<boolean> =>
      inTurn(async () => {
        const { salt, hash, ...made } = partsOf(stored ?? nobodys);
        const actual = await derive(password, salt, made);
        return timingSafeEqual(hash, actual) && stored !== null;
      }),
  };
}

/** Guesses that a password must withstand by zxcvbn's estimate; its own "strong enough" is 10^8. */
const minGuessesLog10 = 9;
/** Max UTF-16 units that are estimated: a repeated pattern of 200 takes more than a second. */
const estimated = 48;

let estimator: ZxcvbnFactory | null = null;
/** Created on first use: loading the lists takes a quarter of a second. */
function guessesLog10(password: string, known: string[]): number {
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return estimator.check(password.slice(0, estimated), known).guessesLog10;
}

/**
 * Refuses a password that is easily guessed: too short, containing the person's name, or made of
 * common parts (common passwords, sequences, keyboard rows, repeats, years). No rules about kinds
 * of characters (NIST SP 800-63B).
 *
 * @throws HubProblem `bad-request` (`password`)
 */
export function checkNewPassword(password: string, name: string): void {
  const plain = normalised(password);
  const lower = plain.toLowerCase();
  const isGood =
    [...plain].length >= minPassword &&
    guessesLog10(plain, [name, 'lanyard']) >= minGuessesLog10 &&
    !(name.length >= 3 && lower.includes(normalised(name).toLowerCase()));
  if (!isGood) throw new HubProblem('bad-request', 'password');
}

/** Keyboards enter é as one character or as two: both are the same password. */
function normalised(password: string): string {
  return password.normalize('NFKC');
}

function textOf(
  { cost, blockSize, parallelization }: Parameters,
  salt: Buffer,
  hash: Buffer,
): string {
  const [saltText, hashText] = [salt.toString('base64'), hash.toString('base64')];
  return ['scrypt', cost, blockSize, parallelization, saltText, hashText].join('$');
}

function partsOf(text: string): Parameters & { salt: Buffer; hash: Buffer } {
  const [scheme, cost, blockSize, parallelization, salt, hash] = text.split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) {
    throw new Error('the stored password hash has an unknown form');
  }
  return {
    cost: Number(cost),
    blockSize: Number(blockSize),
    parallelization: Number(parallelization),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

function derive(
  password: string,
  salt: Buffer,
  { cost, blockSize, parallelization }: Parameters,
): Promise<Buffer> {
  const options = { N: cost, r: blockSize, p: parallelization, maxmem: 128 * cost * blockSize * 2 };
  return new Promise((resolve, reject) => {
    scrypt(normalised(password), salt, hashBytes, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= maxHashes.atOnce) {
      if (waiting.length >= maxHashes.waiting) {
        throw new HubProblem('busy', 'passwords', { retryAfter: 2_000 });
      }
      // The one that ends passes its slot to the next: `running` stays the same.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
