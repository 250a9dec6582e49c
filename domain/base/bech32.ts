const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;

/**
 * Bech32 (BIP 173) of bytes, without its limit of 90 letters, as age writes keys.
 *
 * @param prefix in lower case
 */
export function bech32(prefix: string, bytes: Uint8Array): string {
  const words = fiveBits(bytes);
  const all = [...words, ...checksum(prefix, words)];
  return `${prefix}1${all.map((word) => letters[word]).join('')}`;
}

/** The bits of the bytes in groups of five, the last one filled up with zeros. */
function fiveBits(bytes: Uint8Array): number[] {
  const words: number[] = [];
  let waiting = 0;
  let bits = 0;
  for (const byte of bytes) {
    waiting = (waiting << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      words.push((waiting >> bits) & 31);
    }
    waiting &= (1 << bits) - 1;
  }
  if (bits > 0) words.push((waiting << (5 - bits)) & 31);
  return words;
}

function checksum(prefix: string, words: readonly number[]): number[] {
  const codes = Array.from(prefix, (letter) => letter.charCodeAt(0));
  const high = codes.map((code) => code >> 5);
  const low = codes.map((code) => code & 31);
  const rest = remainder([...high, 0, ...low, ...words, 0, 0, 0, 0, 0, 0]) ^ 1;
  return [25, 20, 15, 10, 5, 0].map((shift) => (rest >> shift) & 31);
}

function remainder(values: readonly number[]): number {
  let rest = 1;
  for (const value of values) {
    const top = rest >> 25;
    rest = ((rest & 0x1ffffff) << 5) ^ value;
    for (const [bit, generator] of generators.entries()) {
      if ((top >> bit) & 1) rest ^= generator;
    }
  }
  return rest;
}
