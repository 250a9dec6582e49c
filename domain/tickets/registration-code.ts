import { upperAscii } from './opaque-code.ts';

/** Nearly every code needs no cleaning, and this test is far cheaper than the replacements. */
const plain = /^[\x21-\x7e]*$/;

/**
 * Cleans a registration code: removes invisible characters (zero-width, soft hyphen, direction
 * marks), uses one form of each letter (NFKC, which also narrows full-width letters), ASCII digits
 * and hyphens, and one space for white space. Codes that look alike become equal.
 */
export function cleanCode(text: string): string {
  if (plain.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')
    .replace(/\p{Nd}/gu, (digit) => String(valueOfDigit(digit)))
    .replace(/[\u2010-\u2015\u2212\uFE58]/g, '-')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
}

/** The key of a code. Equal keys belong to one person, whatever the case of ASCII letters. */
export function codeKey(registrationCode: string): string {
  return upperAscii(cleanCode(registrationCode));
}

/** A script's digits follow its zero (Unicode 16, 4.6), and runs of digits are always ten long. */
function valueOfDigit(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let nought = code;
  while (code - nought < 9 && /\p{Nd}/u.test(String.fromCodePoint(nought - 1))) nought -= 1;
  return (code - nought) % 10;
}

/** Prefix of codes made at a desk. No imported list has such a person. */
export const walkInPrefix = 'W-';

/** Whether a code was made at a desk, for a walk-in or a replacement. */
export function isWalkInCode(code: string): boolean {
  return codeKey(code).startsWith(codeKey(walkInPrefix));
}
