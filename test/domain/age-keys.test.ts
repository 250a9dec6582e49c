import { createHash } from 'node:crypto';
import { identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { fromBase64, fromHex, utf8 } from '../../domain/base/bytes.ts';
import { ageIdentityOf, ageRecipientOf, bech32 } from '../../domain/roster/age-keys.ts';
import { makeSigningKeys } from '../../platform/crypto/ed25519.ts';
import { openSealed, sealFor } from '../../platform/crypto/sealed.ts';

describe('bech32', () => {
  it('writes what BIP 173 and BIP 350 give as valid', () => {
    // BIP 173, test vectors: "a12uel5l" is empty, the other one contains the groups of five bits 0
    // to 31.
    expect(bech32('a', new Uint8Array())).toBe('a12uel5l');
    const all = fromHex('00443214c74254b635cf84653a56d7c675be77df');
    expect(bech32('abcdef', all)).toBe('abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw');
  });
});

describe('age keys of an Ed25519 key', () => {
  it('public and private half lead to the same recipient', async () => {
    for (let count = 0; count < 25; count += 1) {
      const { publicKey, privateKey } = makeSigningKeys();
      const seed = Buffer.from(privateKey, 'base64').subarray(-32);
      const scalar = createHash('sha512').update(seed).digest().subarray(0, 32);
      const recipient = ageRecipientOf(fromBase64(publicKey));
      expect(recipient).toBe(await identityToRecipient(ageIdentityOf(scalar)));
    }
  });

  it('refuse what is no key', () => {
    expect(() => ageRecipientOf(new Uint8Array(31))).toThrow(RangeError);
    expect(() => ageRecipientOf(new Uint8Array(32).fill(255))).toThrow(RangeError);
    expect(() =>
      ageRecipientOf(Uint8Array.from({ length: 32 }, (_, i) => Number(i === 0))),
    ).toThrow(RangeError);
  });
});

describe('sealed bytes', () => {
  const mine = makeSigningKeys();
  const other = makeSigningKeys();

  it('open with the key that they were sealed for, and with no other', async () => {
    const bytes = utf8('Śląsk '.repeat(40_000));
    const sealed = await sealFor(mine.publicKey, bytes);
    expect(Buffer.from(sealed).includes('lask')).toBe(false);
    expect(await openSealed(mine.privateKey, sealed)).toEqual(bytes);
    expect(await openSealed(other.privateKey, sealed)).toBeNull();
  });

  it('open no more once a byte was changed, taken away or put behind', async () => {
    const sealed = await sealFor(mine.publicKey, new Uint8Array(70_000));
    for (const at of [10, 150, 5_000, sealed.length - 1]) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await openSealed(mine.privateKey, changed), `byte ${at}`).toBeNull();
    }
    for (const length of [0, 20, 200, 65_800, sealed.length - 1]) {
      expect(await openSealed(mine.privateKey, sealed.slice(0, length)), `${length}`).toBeNull();
    }
    expect(await openSealed(mine.privateKey, Buffer.concat([sealed, Buffer.of(0)]))).toBeNull();
  });
});
