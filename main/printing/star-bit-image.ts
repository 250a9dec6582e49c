import type { Bitmap1 } from '../../domain/badge.ts';
import { encodeStarBytes } from './thermal-encoder.ts';
import type { JobChunk } from './transport/transport.ts';

/** Rows of one strip of the fine bit image. */
const stripRows = 24;
/** Strips that go out together: 120 rows, 15 mm. */
const stripsAtOnce = 5;

/** ESC 0: lines of 3 mm, that is 24 dots at 8 dots a millimetre: strips then join without a gap. */
const lineOfOneStrip = Uint8Array.of(0x1b, 0x30);
/** LF: print the line and feed. */
const lineFeed = 0x0a;

/** Length of one strip of that picture with its header and line feed. */
export function stripBytes({ width }: Bitmap1): number {
  return 4 + stripRows * Math.ceil(width / 8) + 1;
}

/**
 * A picture as fine bit image (ESC k): `1B 6B n1 00 d1…dk`, n1 bytes a row, k = 24 · n1, row after row; a set bit
 * is a black dot, the most significant bit is the left dot. The last strip is filled up with white.
 * Source: Star, "STAR Line Mode Command Specifications", "ESC k"; the same in StarPRNT.
 *
 * @throws RangeError for a picture wider than 255 bytes
 */
export function bitImageChunks(bitmap: Bitmap1): JobChunk[] {
  const rowBytes = Math.ceil(bitmap.width / 8);
  if (rowBytes > 255) throw new RangeError('a Star printer takes at most 2,040 dots a row');
  const chunks: JobChunk[] = [{ bytes: lineOfOneStrip, raster: false }];
  const rowsAtOnce = stripRows * stripsAtOnce;
  for (let top = 0; top < bitmap.height; top += rowsAtOnce) {
    const bottom = Math.min(bitmap.height, top + rowsAtOnce);
    const bytes = encodeStarBytes((encoder) => {
      for (let row = top; row < bottom; row += stripRows) {
        const rows = bitmap.bits.subarray(row * rowBytes, (row + stripRows) * rowBytes);
        encoder.add(Buffer.from(strip(rows, rowBytes)));
      }
    });
    chunks.push({ bytes, raster: true });
  }
  return chunks;
}

function strip(rows: Uint8Array, rowBytes: number): Uint8Array {
  const bytes = new Uint8Array(4 + stripRows * rowBytes + 1);
  bytes.set([0x1b, 0x6b, rowBytes, 0x00]);
  bytes.set(rows, 4);
  bytes[bytes.length - 1] = lineFeed;
  return bytes;
}
