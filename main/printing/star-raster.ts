import type { Bitmap1 } from '../../domain/badge.ts';
import { encodeStarBytes } from './thermal-encoder.ts';
import type { JobChunk } from './transport/transport.ts';

/** Rows that go out together: 16 mm. */
const rowsAtOnce = 128;

/**
 * Bytes that a row which broke off may still swallow: where it broke within its length, the next question begins
 * there, and its first byte is ESC: 27 · 256 + 255 bytes. (A bit image of such a length is not valid, and ends.)
 */
export const longestBrokenRow = 3 + 0x1b * 256 + 0xff;

const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

/** What happens at the end of the document (ESC * r E n NUL): 9 = feed to the blade and cut through, 1 = neither. */
const atTheEnd = { cut: ascii('\x1b*rE9\0'), keep: ascii('\x1b*rE1\0') };

/**
 * A picture in raster mode, for printers that know nothing else. Source of all: Star, "STAR Graphic Mode Command
 * Specifications" rev. 2.31, chapter 3-2. Each row is `b n1 n2 d1…dk`, k = n1 + 256 · n2 bytes; a set bit is a black
 * dot, the most significant bit is the left dot.
 */
export function rasterChunks(bitmap: Bitmap1, cut: boolean): JobChunk[] {
  const rowBytes = Math.ceil(bitmap.width / 8);
  const beginning = encodeStarBytes((encoder) => {
    // ESC * r R: drop what an earlier job left; ESC * r A: enter; ESC * r P 0: no page length.
    for (const command of ['\x1b*rR', '\x1b*rA', '\x1b*rP0\0'])
      encoder.add(Buffer.from(ascii(command)));
    encoder.add(Buffer.from(cut ? atTheEnd.cut : atTheEnd.keep));
  });
  const chunks: JobChunk[] = [{ bytes: beginning, raster: false }];
  for (let top = 0; top < bitmap.height; top += rowsAtOnce) {
    const bottom = Math.min(bitmap.height, top + rowsAtOnce);
    const rows = bitmap.bits.subarray(top * rowBytes, bottom * rowBytes);
    const bytes = encodeStarBytes((encoder) =>
      encoder.add(Buffer.from(rasterRows(rows, rowBytes))),
    );
    chunks.push({ bytes, raster: true });
  }
  // ESC FF EOT: print what is there and do what was set for the end; ESC * r B: quit.
  chunks.push({ bytes: ascii('\x1b\x0c\x04\x1b*rB'), raster: false });
  return chunks;
}

function rasterRows(rows: Uint8Array, rowBytes: number): Uint8Array {
  const count = rows.length / rowBytes;
  const bytes = new Uint8Array(rows.length + 3 * count);
  for (let row = 0; row < count; row += 1) {
    const at = row * (3 + rowBytes);
    bytes.set([0x62, rowBytes & 0xff, rowBytes >> 8], at);
    bytes.set(rows.subarray(row * rowBytes, (row + 1) * rowBytes), at + 3);
  }
  return bytes;
}
