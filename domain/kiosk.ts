const letters = 'BCDFGHJKLNPRSTVX';

/**
 * The short code that a delegate quotes at the desk, made from the id of the fact that the kiosk
 * wrote. With the ledger, staff can find the fact again; the code itself reveals nothing.
 *
 * @param factId UUID of the fact
 * @returns four letters without vowels, so that they spell nothing
 */
export function quotableCode(factId: string): string {
  // The last hexadecimal digits of a UUIDv7 are random.
  return [...factId.replaceAll('-', '').slice(-4)]
    .map((digit) => letters.charAt(Number.parseInt(digit, 16)))
    .join('');
}

/**
 * The end of the ids of the facts from which a `quotableCode` is made, in either case: four
 * hexadecimal digits. Null for any other text.
 */
export function quotedEnding(text: string): string | null {
  const digits = [...text.trim().toUpperCase()].map((letter) => letters.indexOf(letter));
  if (digits.length !== 4 || digits.includes(-1)) return null;
  return digits.map((digit) => digit.toString(16)).join('');
}
