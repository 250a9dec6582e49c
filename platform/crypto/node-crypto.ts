import {
  createHmac,
  createPublicKey,
  createSecretKey,
  hash,
  type KeyObject,
  verify as verifySignature,
} from 'node:crypto';
import type { Crypto } from '../../domain/base/crypto.ts';
import { maxEventBody } from '../../domain/base/protocol.ts';

/** DER header of an Ed25519 SubjectPublicKeyInfo (RFC 8410, section 4); the raw key follows. */
const ed25519Header = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Cached: keys are few (the event file's), and parsing one costs more than setting up a
 * verification.
 */
const parsedKeys = new Map<string, KeyObject>();

/** Implements the cryptography of `domain` with Node's own OpenSSL. */
export const nodeCrypto: Crypto = {
  sha256: (data) => hash('sha256', data, 'buffer'),
  hmac: (key, data) => createHmac('sha256', key).update(data).digest(),
  verify: (publicKey, message, signature) => {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    try {
      return verifySignature(null, message, parseKey(publicKey), signature);
    } catch {
      // OpenSSL throws for bytes that are not a point of the curve: not a valid signature either.
      return false;
    }
  },
};

function parseKey(raw: Uint8Array): KeyObject {
  const name = Buffer.from(raw).toString('base64');
  const known = parsedKeys.get(name);
  if (known !== undefined) return known;
  const key = createPublicKey({
    key: Buffer.concat([ed25519Header, raw]),
    format: 'der',
    type: 'spki',
  });
  parsedKeys.set(name, key);
  return key;
}

/**
 * Implements the cryptography of `domain` for a hundred thousand codes under a few secrets.
 * Preparing the key is four fifths of the cost of an HMAC of so few bytes, so it is done once.
 */
export function bulkCrypto(...secrets: readonly Uint8Array[]): Crypto {
  const prepared = new Map(secrets.map((secret) => [secret, createSecretKey(secret)]));
  return {
    sha256: nodeCrypto.sha256,
    verify: nodeCrypto.verify,
    hmac: (key, data) => {
      const ready = prepared.get(key);
      return ready === undefined
        ? nodeCrypto.hmac(key, data)
        : createHmac('sha256', ready).update(data).digest();
    },
  };
}

/**
 * Reused for one link after the other. A UTF-16 unit of a body takes three bytes of UTF-8 at most.
 */
const scratch = Buffer.alloc(32 + 3 * maxEventBody);

/**
 * Same result as `hashBody` of domain/ledger/chain.ts, with one call of OpenSSL on existing bytes.
 */
export function linkHash(previous: string, body: string): string {
  const bytes = body.length > maxEventBody ? Buffer.alloc(32 + 3 * body.length) : scratch;
  const start = bytes.write(previous, 0, 'hex');
  const end = start + bytes.write(body, start, 'utf8');
  return hash('sha256', bytes.subarray(0, end), 'hex');
}
