import fc from 'fast-check';

/** One change of a byte sequence; positions and values are taken modulo the size. */
type ByteChange = readonly [kind: number, at: number, value: number, length: number];

/**
 * Bytes at which parsers break: ends of ranges, quotation marks, brackets, escapes, protocol bytes.
 */
const oddBytes = [
  0x00, 0x01, 0x02, 0x03, 0x0a, 0x0d, 0x10, 0x11, 0x12, 0x13, 0x1b, 0x1d, 0x22, 0x27, 0x2c, 0x30,
  0x37, 0x3b, 0x5b, 0x5d, 0x7b, 0x7d, 0x7f, 0x80, 0xc0, 0xd8, 0xef, 0xf8, 0xfe, 0xff,
];

const changes = fc.array(
  fc.tuple(fc.nat(8), fc.nat(0x7fff_ffff), fc.nat(0x7fff_ffff), fc.nat(40)),
  { minLength: 1, maxLength: 5 },
);

export function anyBytes(longest: number): fc.Arbitrary<Uint8Array> {
  return fc.uint8Array({ maxLength: longest });
}

/**
 * Samples with bits flipped, bytes set, pieces removed, doubled or copied in from another sample,
 * or the end cut off.
 */
export function mutatedBytes(buffers: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  // A Buffer's `slice` shares its bytes, which would change the samples themselves.
  const samples = buffers.map((buffer) => Uint8Array.from(buffer));
  return fc
    .tuple(fc.nat(samples.length - 1), changes)
    .map(([which, list]) =>
      list.reduce<Uint8Array>(
        (bytes, change) => changed(bytes, change, samples),
        samples[which] ?? new Uint8Array(),
      ),
    );
}

/** Half random bytes, half mutations of the samples. */
export function bytesLike(samples: readonly Uint8Array[], longest = 300): fc.Arbitrary<Uint8Array> {
  return fc.oneof(anyBytes(longest), mutatedBytes(samples), mutatedBytes(samples));
}

function changed(
  bytes: Uint8Array,
  [kind, where, value, length]: ByteChange,
  samples: readonly Uint8Array[],
): Uint8Array {
  const at = bytes.length === 0 ? 0 : where % bytes.length;
  const before = bytes.subarray(0, at);
  const behind = bytes.subarray(at);
  switch (kind) {
    case 0:
      return replaced(bytes, at, (bytes[at] ?? 0) ^ (1 << (value % 8)));
    case 1:
      return replaced(bytes, at, oddBytes[value % oddBytes.length] ?? 0);
    case 2:
      return before.slice();
    case 3:
      return joined(before, bytes.subarray(at + length));
    case 4:
      return joined(before, behind.subarray(0, length), behind);
    case 5: {
      const other = samples[value % samples.length] ?? bytes;
      const from = where % Math.max(1, other.length);
      return joined(before, other.subarray(from, from + 4 * length), behind);
    }
    case 6:
      return joined(before, Uint8Array.of(oddBytes[value % oddBytes.length] ?? 0), behind);
    case 7:
      return joined(before, behind.subarray(length), behind.subarray(0, length));
    default:
      return numbered(bytes, at, value);
  }
}

function replaced(bytes: Uint8Array, at: number, byte: number): Uint8Array {
  const copy = bytes.slice();
  if (copy.length > 0) copy[at] = byte;
  return copy;
}

/** Writes a number of two or four bytes at the ends of its range, in either byte order. */
function numbered(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const odd = [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0xffff_0000, 0x0000_ffff, 0xffff_fffe];
  const copy = bytes.slice();
  const width = value % 2 === 0 ? 2 : 4;
  if (at + width > copy.length) return copy;
  const view = new DataView(copy.buffer, copy.byteOffset, copy.byteLength);
  const number = odd[(value >> 1) % odd.length] ?? 0;
  if (width === 2) view.setUint16(at, number & 0xffff, value % 3 === 0);
  else view.setUint32(at, number, value % 3 === 0);
  return copy;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Cuts bytes into pieces of any length, as a network does. */
export function inPieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  const ends = [...places, bytes.length];
  return ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
}

export const cuts = fc.array(fc.nat(100_000), { maxLength: 8 });
