import { upperAscii } from './opaque-code.ts';

/** Nearly every code needs no cleaning; the test is far cheaper than the replacements. */
const plain = /^[\x21-\x7e]*$/;

/**
 * Writes a registration code with its visible characters only: without invisible ones (zero-width,
 * soft hyphen, marks of direction), in one form of each letter (NFKC, which makes full-width
 * letters narrow), with ASCII digits and hyphens, and with one space for white space. Codes that
 * look alike are one code.
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

/** The key of a code: equal keys are one person's, whatever the case of ASCII letters. */
export function codeKey(registrationCode: string): string {
  return upperAscii(cleanCode(registrationCode));
}

/** A script's digits follow its zero (Unicode 16, 4.6); rows touch only in runs of ten. */
function valueOfDigit(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let nought = code;
  while (code - nought < 9 && /\p{Nd}/u.test(String.fromCodePoint(nought - 1))) nought -= 1;
  return (code - nought) % 10;
}

/** Codes with this prefix are made at a desk: no list brings such a person. */
export const walkInPrefix = 'W-';

/** Whether a code was made at a desk, for a walk-in or a replacement. */
export function isWalkInCode(code: string): boolean {
  return codeKey(code).startsWith(codeKey(walkInPrefix));
}
