import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesToLetters,
  crc8,
  hasValidCheckLetters,
  letters,
  lettersToBytes,
  withCheckLetters,
} from '../../domain/base/letters.ts';

const codeText = (length: number) =>
  fc
    .array(fc.constantFrom(...letters), { minLength: length, maxLength: length })
    .map((l) => l.join(''));

function exchange(text: string, i: number): string {
  return text.slice(0, i) + text.charAt(i + 1) + text.charAt(i) + text.slice(i + 2);
}

describe('letters', () => {
  it('has sixteen different letters, none of which wanders between keyboard layouts', () => {
    expect(new Set(letters).size).toBe(16);
    expect(letters).not.toMatch(/[AMQWYZ]/);
  });

  it('writes the high four bits first', () => {
    expect(bytesToLetters(Uint8Array.of(0x01, 0xf0))).toBe('BCXB');
  });

  it('turns bytes into letters and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(lettersToBytes(bytesToLetters(bytes))).toEqual(bytes);
      }),
    );
  });

  it.each(['B', 'BA', 'bc', 'B ', '1B', 'ßB'])('refuses %j', (text) => {
    expect(lettersToBytes(text)).toBeNull();
    expect(() => withCheckLetters(text)).toThrow(RangeError);
  });
});

describe('check letters', () => {
  it('are the CRC-8/SMBUS of the catalogue', () => {
    expect(crc8(new TextEncoder().encode('123456789'))).toBe(0xf4);
  });

  it.each([20, 32])(
    'find every wrong letter and every exchange of neighbours in %i letters',
    (n) => {
      // The CRC is linear: whether it finds an error depends only on the difference, not on the
      // code. So trying each difference once covers every code.
      const clean = new Uint8Array(n / 2);
      expect(crc8(clean)).toBe(0);
      let tried = 0;
      for (let position = 0; position < n; position += 1) {
        for (let difference = 1; difference < 16; difference += 1) {
          const wrong = (at: number) => difference << (at % 2 === 0 ? 4 : 0);
          const one = clean.slice();
          one[position >> 1] = wrong(position);
          expect(crc8(one)).not.toBe(0);
          tried += 1;
          if (position + 1 === n) continue;
          // Two exchanged neighbours a, b differ by a⊕b in both places.
          const two = one.slice();
          two[(position + 1) >> 1] = (two[(position + 1) >> 1] ?? 0) ^ wrong(position + 1);
          expect(crc8(two)).not.toBe(0);
          tried += 1;
        }
      }
      expect(tried).toBe(15 * (2 * n - 1));
    },
  );

  it('find every wrong letter and every exchange in codes as they are used', () => {
    fc.assert(
      fc.property(codeText(18), (body) => {
        const code = withCheckLetters(body);
        expect(hasValidCheckLetters(code)).toBe(true);
        for (let i = 0; i < code.length; i += 1) {
          for (const letter of letters) {
            const changed = code.slice(0, i) + letter + code.slice(i + 1);
            expect(hasValidCheckLetters(changed)).toBe(letter === code.charAt(i));
          }
          if (i + 1 < code.length) {
            const swapped = exchange(code, i);
            expect(hasValidCheckLetters(swapped)).toBe(swapped === code);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
