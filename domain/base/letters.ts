/**
 * Sixteen capital letters that have the same key on the keyboards of Europe: QWERTY, AZERTY and
 * QWERTZ move A, M, Q, W, Y and Z, digits and signs. Without vowels they spell no words. Each is
 * four bits, by position: B = 0 … X = 15.
 */
export const letters = 'BCDFGHJKLNPRSTVX';

const valueOfLetter = new Map(Array.from(letters, (letter, value) => [letter, value]));

/** Encodes bytes as letters: two per byte, the high four bits first. */
export function bytesToLetters(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => letters.charAt(byte >> 4) + letters.charAt(byte & 15)).join(
    '',
  );
}

/**
 * Decodes capital letters, two per byte, the high four bits first. Null if the number of letters is
 * odd or a character is not one of the sixteen.
 */
export function lettersToBytes(text: string): Uint8Array | null {
  if (text.length % 2 !== 0) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i += 1) {
    const high = valueOfLetter.get(text.charAt(2 * i));
    const low = valueOfLetter.get(text.charAt(2 * i + 1));
    if (high === undefined || low === undefined) return null;
    bytes[i] = (high << 4) | low;
  }
  return bytes;
}

/** x⁸ + x² + x + 1 without its leading term. */
const polynomial = 0x07;

/**
 * CRC-8 with polynomial 0x07, start value 0, no reflection, no final inversion: "CRC-8/SMBUS" in
 * the catalogue of parametrised CRC algorithms; check value 0xF4 for "123456789".
 */
export function crc8(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = crc & 0x80 ? ((crc << 1) ^ polynomial) & 0xff : crc << 1;
    }
  }
  return crc;
}

/**
 * Appends the two check letters: the CRC-8 of all letters so far, including the prefix.
 *
 * A CRC of eight bits whose polynomial has a constant term detects every burst of errors of at most
 * eight bits. One wrong letter is a burst of four bits, two neighbours changed or exchanged are one
 * of eight. So every single wrong letter and every exchange of neighbours is detected, also in the
 * check letters. Of all other errors 255 in 256 are detected.
 *
 * @param text an even number of the sixteen letters
 * @throws RangeError for anything else
 */
export function withCheckLetters(text: string): string {
  const bytes = lettersToBytes(text);
  if (bytes === null) throw new RangeError('not an even number of code letters');
  return text + bytesToLetters(Uint8Array.of(crc8(bytes)));
}

/** Whether the text consists of code letters and the last two are the check letters of the rest. */
export function hasValidCheckLetters(text: string): boolean {
  const bytes = lettersToBytes(text);
  // A CRC over data followed by its own CRC leaves no remainder.
  return bytes !== null && bytes.length >= 2 && crc8(bytes) === 0;
}
