/** The alphabet of RFC 9285, table 1: exactly the characters of a QR code's alphanumeric mode. */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

const valueOfCharacter = new Map(Array.from(alphabet, (character, value) => [character, value]));

/**
 * Base45 (RFC 9285). Two bytes become three characters, a last single byte becomes two. The last
 * character is never a space (it is at most "W" after two bytes and at most "5" after one), so
 * trimming white space after a code never damages it.
 */
export function encodeBase45(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 2) {
    const high = bytes[i] ?? 0;
    const low = bytes[i + 1];
    text += low === undefined ? digits(high, 2) : digits(high * 256 + low, 3);
  }
  return text;
}

/** Decodes a Base45 text; null if it does not conform to RFC 9285. */
export function decodeBase45(text: string): Uint8Array | null {
  if (text.length % 3 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 2) / 3));
  let next = 0;
  for (let i = 0; i < text.length; i += 3) {
    const group = text.slice(i, i + 3);
    const value = number(group);
    if (value === null || value >= (group.length === 3 ? 65_536 : 256)) return null;
    if (group.length === 3) bytes[next++] = value >> 8;
    bytes[next++] = value & 255;
  }
  return bytes;
}

/** Least significant digit first, as in RFC 9285. */
function digits(value: number, count: number): string {
  let rest = value;
  let text = '';
  for (let i = 0; i < count; i += 1) {
    text += alphabet.charAt(rest % 45);
    rest = Math.floor(rest / 45);
  }
  return text;
}

function number(group: string): number | null {
  let value = 0;
  for (let i = group.length - 1; i >= 0; i -= 1) {
    const digit = valueOfCharacter.get(group.charAt(i));
    if (digit === undefined) return null;
    value = value * 45 + digit;
  }
  return value;
}
