import oracle from 'base45';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase45, encodeBase45 } from '../../domain/base/base45.ts';

const text = (bytes: string) => new TextEncoder().encode(bytes);

describe('base45', () => {
  it.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
  ])('writes %j as RFC 9285 does', (plain, encoded) => {
    expect(encodeBase45(text(plain))).toBe(encoded);
    expect(decodeBase45(encoded)).toEqual(text(plain));
  });

  it('agrees with the package base45, and reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(encodeBase45(bytes)).toBe(oracle.encode(bytes));
        expect(decodeBase45(encodeBase45(bytes))).toEqual(bytes);
      }),
    );
  });

  it('never ends with a space, for any bytes', () => {
    for (let a = 0; a < 256; a += 1) {
      expect(encodeBase45(Uint8Array.of(a)).endsWith(' ')).toBe(false);
      for (let b = 0; b < 256; b += 1) {
        expect(encodeBase45(Uint8Array.of(a, b)).endsWith(' ')).toBe(false);
      }
    }
  });

  it.each(['A', 'ABCD', 'GGW', ':::', '::', 'V5', 'ab1', 'A_1', 'ÄB1'])('refuses %j', (wrong) => {
    expect(decodeBase45(wrong)).toBeNull();
  });
});
