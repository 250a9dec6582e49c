import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { maxEventBody } from '../../../domain/base/protocol.ts';
import { hashBody } from '../../../domain/ledger/chain.ts';
import { bulkCrypto, linkHash, nodeCrypto } from '../../../platform/crypto/node-crypto.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

// RFC 8032, section 7.1, test 2.
const publicKey = hex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
const message = hex('72');
const signature = hex(
  '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
    '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
);

describe('verify', () => {
  test('accepts the RFC’s signature, and again with the key it has parsed', () => {
    expect(nodeCrypto.verify(publicKey, message, signature)).toBe(true);
    expect(nodeCrypto.verify(publicKey, message, signature)).toBe(true);
    expect(nodeCrypto.verify(publicKey, hex('73'), signature)).toBe(false);
  });

  test('refuses a key or a signature with a byte more or less', () => {
    const more = (bytes: Buffer): Buffer => Buffer.concat([bytes, hex('00')]);
    for (const key of [more(publicKey), publicKey.subarray(1), Buffer.alloc(0)]) {
      expect(nodeCrypto.verify(key, message, signature)).toBe(false);
    }
    for (const signed of [more(signature), signature.subarray(1), Buffer.alloc(0)]) {
      expect(nodeCrypto.verify(publicKey, message, signed)).toBe(false);
    }
  });

  test('refuses a key that is not a point of the curve, without an error', () => {
    // No x belongs to y = 2 (RFC 8032, section 5.1.3).
    const noPoint = Buffer.concat([hex('02'), Buffer.alloc(31)]);
    expect(nodeCrypto.verify(noPoint, message, signature)).toBe(false);
  });
});

test('an HMAC is that of RFC 4231, whether its key was prepared or not', () => {
  // Test case 2.
  const [key, data] = [Buffer.from('Jefe'), Buffer.from('what do ya want for nothing?')];
  const expected = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
  for (const crypto of [nodeCrypto, bulkCrypto(key), bulkCrypto(randomBytes(32))]) {
    expect(Buffer.from(crypto.hmac(key, data)).toString('hex')).toBe(expected);
  }
});

test.each([
  ['empty', ''],
  ['short', '{"name":"Ünal 王小明"}'],
  ['as long as a record may be, in letters of three bytes', '王'.repeat(maxEventBody)],
  ['longer than a record may be', '王'.repeat(2 * maxEventBody)],
])('the hash of a link is the domain’s where its body is %s', (_case, body) => {
  const previous = 'ab'.repeat(32);
  expect(linkHash(previous, body)).toBe(hashBody(previous, body, nodeCrypto));
});
