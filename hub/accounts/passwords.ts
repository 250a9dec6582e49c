import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { shortestPassword } from '../../domain/wire/organiser-access.ts';
import { HubProblem } from '../../domain/wire/problems.ts';

/**
 * scrypt (RFC 7914) with N = 2^15, r = 8, p = 3: 32 MiB and about 0.2 s, one of the settings that the OWASP password
 * storage sheet calls equal. The form of the text is that of the desks' PIN hashes.
 */
const usual: Parameters = { cost: 2 ** 15, blockSize: 8, parallelization: 3 };
const hashBytes = 32;

interface Parameters {
  cost: number;
  blockSize: number;
  parallelization: number;
}

/** Hashes at once, and those that wait: they share Node's threads with the files of the hub. */
const most = { atOnce: 2, waiting: 30 };

/** Passwords of the organiser's page. */
export interface Passwords {
  /** Text that carries parameters and salt: `scrypt$N$r$p$salt$hash`, base64. Throws HubProblem `busy`. */
  hash(password: string): Promise<string>;
  /**
   * Whether the password gives this hash; for null, where there is no account, it takes the same time and says no.
   * Throws HubProblem `busy`.
   */
  matches(password: string, stored: string | null): Promise<boolean>;
}

/**
 * Passwords, hashed a few at a time, so that a crowd of strangers cannot stop the hub.
 *
 * @param cost scrypt's N for new hashes; tests take a small one
 */
export function createPasswords(cost = usual.cost): Passwords {
  const inTurn = createQueue();
  const parameters = { ...usual, cost };
  // No password is meant to give it: compared where there is no account.
  const nobodys = textOf(parameters, randomBytes(16), randomBytes(hashBytes));
  return {
    hash: (password) =>
      inTurn(async () => {
        const salt = randomBytes(16);
        return textOf(parameters, salt, await derive(password, salt, parameters));
      }),
    matches: (password, stored) =>
      inTurn(async () => {
        const { salt, hash, ...made } = partsOf(stored ?? nobodys);
        const actual = await derive(password, salt, made);
        return timingSafeEqual(hash, actual) && stored !== null;
      }),
  };
}

/** Guesses that a password must be worth by zxcvbn's estimate; its own "strong enough" is 10^8. */
const minGuessesLog10 = 9;
/** What is estimated, in UTF-16 units: a repeated pattern of 200 takes more than a second. */
const estimated = 48;

let estimator: ZxcvbnFactory | null = null;
/** Made when first asked: the lists take a quarter of a second. */
function guessesLog10(password: string, known: string[]): number {
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return estimator.check(password.slice(0, estimated), known).guessesLog10;
}

/**
 * Refuses a password that is too easily guessed: too short, the person's name in it, or made of what everybody takes
 * (common passwords, sequences, rows of keys, repeats, years). No rules about kinds of characters (NIST SP 800-63B).
 *
 * @throws HubProblem `bad-request` (`password`)
 */
export function checkNewPassword(password: string, name: string): void {
  const plain = normalised(password);
  const lower = plain.toLowerCase();
  const isGood =
    [...plain].length >= shortestPassword &&
    guessesLog10(plain, [name, 'lanyard']) >= minGuessesLog10 &&
    !(name.length >= 3 && lower.includes(normalised(name).toLowerCase()));
  if (!isGood) throw new HubProblem('bad-request', 'password');
}

/** Keyboards write é in one sign or in two: both are the same password. */
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
    ...{ cost: Number(cost), blockSize: Number(blockSize) },
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
    if (running >= most.atOnce) {
      if (waiting.length >= most.waiting) {
        throw new HubProblem('busy', 'passwords', { retryAfter: 2_000 });
      }
      // Whoever ends hands its place on: `running` stays as it is.
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
