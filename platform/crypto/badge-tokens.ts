import { randomBytes, type ScryptOptions, scrypt, scryptSync, timingSafeEqual } from 'node:crypto';
import type { BadgeTokens, TokenProof } from '../../domain/badges/badge-token.ts';
import { badgeTokenBytes } from '../../domain/tickets/opaque-code.ts';

/**
 * scrypt (RFC 7914) with 2 MiB: 4.4 ms on the machine of docs/evidence/performance.md. A token has
 * 48 bits. With a fast hash, anyone who holds the facts could compute it in hours (decision 026).
 */
const cost: ScryptOptions = { N: 2 ** 11, r: 8, p: 1 };
const saltBytes = 16;
const hashBytes = 16;
/** Milliseconds between taking a token and making the next, so that printing goes first. */
const refillAfterMs = 3_000;

interface ReadyToken {
  token: Uint8Array;
  proof: TokenProof;
}

/** Makes tokens ahead, in memory only, so that a check-in does not wait for the hash. */
export interface ReadyBadgeTokens extends BadgeTokens {
  /** Fills the pool in libuv's threads. */
  prepare(): Promise<void>;
}

/**
 * Badge tokens by Node's own crypto. If none is ready, `make` itself takes the 4 ms.
 *
 * @param ready number of tokens to keep ready; 0 for none
 */
export function createBadgeTokens(ready: number): ReadyBadgeTokens {
  const pool: ReadyToken[] = [];
  /** Cached, because a check-in verifies its badge twice: before and inside its transaction. */
  let last = { asked: '', answer: false };
  const prepare = async (): Promise<void> => {
    while (pool.length < ready) pool.push(await makeAhead());
  };
  let isRefilling = false;
  const refillSoon = (): void => {
    if (isRefilling || ready === 0) return;
    isRefilling = true;
    const end = (): void => {
      isRefilling = false;
    };
    // Out of memory: the next `make` reports it to its caller.
    setTimeout(() => void prepare().then(end, end), refillAfterMs).unref();
  };
  refillSoon();
  return {
    prepare,
    make: () => {
      const next = pool.pop() ?? makeNow();
      refillSoon();
      return next;
    },
    matches: (token, { salt, hash }) => {
      const asked = [...token, salt, hash].join(' ');
      if (asked !== last.asked) last = { asked, answer: isHashOf(token, salt, hash) };
      return last.answer;
    },
  };
}

function isHashOf(token: Uint8Array, salt: string, hash: string): boolean {
  const made = scryptSync(token, Buffer.from(salt, 'hex'), hashBytes, cost);
  return timingSafeEqual(made, Buffer.from(hash, 'hex'));
}

function makeNow(): ReadyToken {
  const [token, salt] = [randomBytes(badgeTokenBytes), randomBytes(saltBytes)];
  return readyToken(token, salt, scryptSync(token, salt, hashBytes, cost));
}

function makeAhead(): Promise<ReadyToken> {
  const [token, salt] = [randomBytes(badgeTokenBytes), randomBytes(saltBytes)];
  return new Promise((resolve, reject) => {
    scrypt(token, salt, hashBytes, cost, (error, hash) => {
      if (error === null) resolve(readyToken(token, salt, hash));
      else reject(error);
    });
  });
}

function readyToken(token: Buffer, salt: Buffer, hash: Buffer): ReadyToken {
  return { token, proof: { salt: salt.toString('hex'), hash: hash.toString('hex') } };
}
