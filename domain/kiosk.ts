const letters = 'BCDFGHJKLNPRSTVX';

/**
 * The short code that a delegate quotes at the desk, derived from the id of the fact that the kiosk
 * wrote. Staff can find the fact in the ledger by it. The code itself reveals nothing.
 *
 * @param factId UUID of the fact
 * @returns four letters without vowels, so that they spell no word
 */
export function quotableCode(factId: string): string {
  // The last hexadecimal digits of a UUIDv7 are random.
  return [...factId.replaceAll('-', '').slice(-4)]
    .map((digit) => letters.charAt(Number.parseInt(digit, 16)))
    .join('');
}

/**
 * The last four hexadecimal digits of a fact's id for a `quotableCode`, in either case. Null for
 * any other text.
 */
export function quotedEnding(text: string): string | null {
  const digits = [...text.trim().toUpperCase()].map((letter) => letters.indexOf(letter));
  if (digits.length !== 4 || digits.includes(-1)) return null;
  return digits.map((digit) => digit.toString(16)).join('');
}
