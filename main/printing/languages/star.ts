import type { Bitmap1 } from '../../../domain/badges/badge.ts';
import type { PrinterSettings } from '../../../domain/printing/print-job.ts';
import type { EncodeOptions } from '../encode-options.ts';
import type { EncodedJob, JobChunk } from '../transport/transport.ts';
import { encodeThermal, thermalPicture } from './thermal-encoder.ts';

/** Rows sent together: 16 mm. */
const rowsAtOnce = 128;

/**
 * Bytes that an unfinished row may still swallow. Where it broke off within its length, the next
 * query fills that length, and its first byte is ESC: 27 · 256 + 255 bytes. (A bit image of such a
 * length is not valid, and ends.)
 */
const maxBrokenRow = 3 + 0x1b * 256 + 0xff;

const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

/** At the end of the document (ESC * r E n NUL): 9 = feed to the blade and cut, 1 = neither. */
const atTheEnd = { cut: ascii('\x1b*rE9\0'), keep: ascii('\x1b*rE1\0') };

/**
 * A picture in raster mode, for printers that support nothing else. Source of all: Star, "STAR
 * Graphic Mode Command Specifications" rev. 2.31, chapter 3-2. Each row is `b n1 n2 d1…dk`, k = n1
 * + 256 · n2 bytes; a set bit is a black dot, the most significant bit is the left dot.
 */
function rasterChunks(bitmap: Bitmap1, cut: boolean): JobChunk[] {
  const rowBytes = Math.ceil(bitmap.width / 8);
  const beginning = encodeThermal('star', (encoder) => {
    // ESC * r R: drop data of an earlier job; ESC * r A: enter; ESC * r P 0: no page length.
    for (const command of ['\x1b*rR', '\x1b*rA', '\x1b*rP0\0'])
      encoder.add(Buffer.from(ascii(command)));
    encoder.add(Buffer.from(cut ? atTheEnd.cut : atTheEnd.keep));
  });
  const chunks: JobChunk[] = [{ bytes: beginning, raster: false }];
  for (let top = 0; top < bitmap.height; top += rowsAtOnce) {
    const bottom = Math.min(bitmap.height, top + rowsAtOnce);
    const rows = bitmap.bits.subarray(top * rowBytes, bottom * rowBytes);
    const bytes = encodeThermal('star', (encoder) =>
      encoder.add(Buffer.from(rasterRows(rows, rowBytes))),
    );
    chunks.push({ bytes, raster: true });
  }
  // ESC FF EOT: print the data and run the action set for the end; ESC * r B: quit.
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

/** Rows of one strip of the fine bit image. */
const stripRows = 24;
/** Strips sent together: 48 rows, 6 mm. The package needs some milliseconds for them. */
const stripsAtOnce = 2;

/** Length of one strip of the bit image with its header and line feed. */
function stripBytes({ width }: Bitmap1): number {
  return 4 + stripRows * Math.ceil(width / 8) + 1;
}

/**
 * A picture as node-thermal-printer's, a fine bit image (ESC k): `1B 6B n1 00 d1…dk`, n1 bytes per
 * row, k = 24 · n1, row after row. A set bit is a black dot; the most significant bit is the left
 * dot. The last strip is padded with white. Before the strips it sets lines of 3 mm (ESC 0), 24
 * dots at 8 dots per millimetre, so that they join without a gap. After them it sets back 4 mm (ESC
 * z 1). Source: "STAR Line Mode Command Specifications", "ESC k"; also StarPRNT.
 *
 * @throws RangeError for a picture wider than 255 bytes
 */
function bitImageChunks(bitmap: Bitmap1): JobChunk[] {
  return thermalPicture('star', bitmap, stripRows * stripsAtOnce);
}

/**
 * The commands of Star's languages that the app sends. Sources: Star Micronics, "STAR Line Mode
 * Command Specifications" rev. 1.50 (TSP650II, TSP700II), "StarPRNT Command Specifications" rev.
 * 2.13 and 4.01 (mC-Print, TSP100IV), "STAR Graphic Mode Command Specifications" rev. 2.31 (TSP100
 * to TSP100III). These commands are the same in all three.
 */
export const starBytes = {
  /** ESC @: initialise; the automatic status returns to the printer's own setting. */
  initialise: Uint8Array.of(0x1b, 0x40),
  /** ESC ACK SOH: transmit the status; real-time, answered while the printer is offline too. */
  askStatus: Uint8Array.of(0x1b, 0x06, 0x01),
  /** ESC RS a 1: report changes at once (automatic status). */
  tellChanges: Uint8Array.of(0x1b, 0x1e, 0x61, 0x01),
} as const;

/**
 * ESC GS ETX, s = 1 (update of the print end counter): `1B 1D 03 01 n1 n2`. The printer waits until
 * the motor stops and answers `1B 1D 03 01 n1 n2 counter 00`, only to the host that asked: n1 and
 * n2 name this very job. (ETB, the older command, only counts, and reports its count to every host:
 * no proof of whose job ended.)
 */
export function askStarConfirmation(id: string): Uint8Array {
  const number = starJobNumber(id);
  return Uint8Array.of(0x1b, 0x1d, 0x03, 0x01, number >> 8, number & 0xff);
}

/**
 * Two bytes that name an attempt in a Star printer's answer.
 *
 * @param id four characters 0–9 and A–Z; no two attempts within 65,536 share a number
 */
export function starJobNumber(id: string): number {
  if (!/^[0-9A-Z]{4}$/.test(id)) throw new RangeError('an attempt has four digits or capitals');
  return Number.parseInt(id, 36) % 0x1_0000;
}

/**
 * Bytes of one badge for a Star printer. No picture command works on all of them: the TSP100 family
 * up to III supports only raster mode; TSP100IV and mC-Print do not, but support the fine bit
 * image, like TSP650II and TSP700II.
 */
export function encodeStar(
  graphics: PrinterSettings['starGraphics'],
  bitmap: Bitmap1,
  options: EncodeOptions,
): EncodedJob {
  const chunks: JobChunk[] = [];
  const add = (bytes: Uint8Array): number => chunks.push({ bytes, raster: false });
  const raster = graphics === 'raster';
  // Bytes for which a printer may still wait; outside a picture zeros do nothing.
  const awaited = raster ? maxBrokenRow : stripBytes(bitmap);
  if (options.resynchronise) add(new Uint8Array(awaited));
  if (!raster) add(starBytes.initialise);
  if (options.tellChanges) add(starBytes.tellChanges);
  chunks.push(...(raster ? rasterChunks(bitmap, options.cut) : bitImageChunks(bitmap)));
  const { confirmId } = options;
  const cuts = options.cut && !raster;
  if (cuts || confirmId !== null) {
    const ending = encodeThermal('star', (encoder) => {
      // Star's cut command includes the feed to the blade.
      if (cuts) encoder.cut({ verticalTabAmount: 0 });
      if (confirmId !== null) encoder.add(Buffer.from(askStarConfirmation(confirmId)));
    });
    add(ending);
  }
  return { chunks, bitmap };
}
