import type { Bitmap1 } from '../../../domain/badges/badge.ts';
import {
  type BrotherRoll,
  type BrotherSettings,
  brotherRolls,
} from '../../../domain/printing/brother.ts';
import type { EncodeOptions } from '../encode-options.ts';
import type { EncodedJob, JobChunk } from '../transport/transport.ts';

/**
 * The raster commands of Brother's QL printers that the app sends. Source of all: Brother,
 * "Software Developer's Manual, Raster Command Reference QL-800/810W/820NWB" version 1.01
 * (docp100278), and the same for QL-1100/1110NWB/1115NWB, chapter 4, by the command's name.
 */
export const brotherBytes = {
  /**
   * NULL (invalidate), 400 times: skipped, but it ends a row that broke off within its length (at
   * most 255 bytes). Then ESC @: back to the receiving state, with the print buffer cleared.
   */
  restart: Uint8Array.of(...new Uint8Array(400), 0x1b, 0x40),
  /**
   * ESC i S: status information request. The printer handles it in the order of the stream, so its
   * answer comes after what was sent before is done. Never while a badge prints ("do not send this
   * command while printing").
   */
  askStatus: Uint8Array.of(0x1b, 0x69, 0x53),
  /** Control-Z: prints the last page and feeds it to the cutter. */
  print: Uint8Array.of(0x1a),
} as const;

/** Bytes sent at once: few enough that a slow printer accepts them within the stall time. */
const chunkBytes = 8_192;

/**
 * Dots, 3 mm: before and after a badge on continuous tape. Labels have none (2.3.3 "Feed amount").
 */
const tapeMargin = 35;

/** Further free pins of a head of 1,296 dots (2.3.5 "Raster line": 56 beside 102 mm, not 12). */
const wideFreePins = 44;

/**
 * Bytes of one badge: restart, settings, a row at a time, print. Nothing is compressed: QL-800 and
 * QL-1100 cannot read it. The transport checks before it sends whether the badge fits the roll.
 */
export function encodeBrother(
  { head, roll: id }: BrotherSettings,
  bitmap: Bitmap1,
  options: Pick<EncodeOptions, 'cut' | 'tellChanges'>,
): EncodedJob {
  const roll: BrotherRoll = brotherRolls[id];
  const chunks: JobChunk[] = [{ bytes: settings(roll, bitmap.height, options), raster: false }];
  const freePins = roll.freePins + (head === 1296 ? wideFreePins : 0);
  const rowBytes = head / 8;
  const colours = roll.twoColours ? [bitmap.bits, bitmap.red ?? null] : [bitmap.bits];
  const rowLength = colours.length * (3 + rowBytes);
  const rowsAtOnce = Math.floor(chunkBytes / rowLength);
  const place = { width: bitmap.width, firstPin: freePins + roll.dots - 1 };
  for (let top = 0; top < bitmap.height; top += rowsAtOnce) {
    const bottom = Math.min(bitmap.height, top + rowsAtOnce);
    const bytes = new Uint8Array((bottom - top) * rowLength);
    let at = 0;
    for (let row = top; row < bottom; row += 1) {
      for (const [colour, bits] of colours.entries()) {
        // g 00 n, or for two colours w 01 n (black) and w 02 n (red); n bytes follow.
        bytes.set(roll.twoColours ? [0x77, colour + 1, rowBytes] : [0x67, 0x00, rowBytes], at);
        if (bits !== null) mirrorRow(bits, row, place, bytes.subarray(at + 3, at + 3 + rowBytes));
        at += 3 + rowBytes;
      }
    }
    chunks.push({ bytes, raster: true });
  }
  // A separate chunk: what the printer reports once it is on its way may be the end of this job.
  chunks.push({ bytes: brotherBytes.print, raster: false });
  return { chunks, bitmap };
}

/**
 * What is wrong with a badge that is larger than the printable area of a roll, in English for
 * support; null where it fits.
 */
export function tooLargeForRoll(
  { dots, rows, label }: Pick<BrotherRoll, 'dots' | 'rows' | 'label'>,
  { width, height }: Pick<Bitmap1, 'width' | 'height'>,
): string | null {
  if (width <= dots && (rows === null || height <= rows)) return null;
  return `the badge is larger than ${label.en}: choose another template or roll`;
}

function settings(
  roll: BrotherRoll,
  rows: number,
  { cut, tellChanges }: Pick<EncodeOptions, 'cut' | 'tellChanges'>,
): Uint8Array {
  const isLabel = roll.length > 0;
  // Bits of ESC i z: the roll's kind, width and length are valid, quality first. With another roll
  // the printer then reports an error and prints nothing. Not 0x80, "printer recovery": the
  // operator decides whether a badge that broke off is printed again. printer-driver-ptouch omits
  // it too.
  const valid = 0x02 | 0x04 | (isLabel ? 0x08 : 0) | 0x40;
  const margin = isLabel ? 0 : tapeMargin;
  return Uint8Array.of(
    ...brotherBytes.restart,
    // ESC i a: raster mode. ESC i !: 0 reports changes unasked.
    0x1b,
    0x69,
    0x61,
    0x01,
    0x1b,
    0x69,
    0x21,
    tellChanges ? 0x00 : 0x01,
    0x1b,
    0x69,
    0x7a,
    valid,
    isLabel ? 0x0b : 0x0a,
    roll.width,
    roll.length,
    // Number of rows, the lowest byte first; first page; 0.
    rows & 0xff,
    (rows >> 8) & 0xff,
    (rows >> 16) & 0xff,
    0x00,
    0x00,
    0x00,
    // ESC i M: bit 6 cuts. ESC i A: after each badge. ESC i K: bit 3 cuts at the end, 0 two
    // colours.
    0x1b,
    0x69,
    0x4d,
    cut ? 0x40 : 0x00,
    ...(cut ? [0x1b, 0x69, 0x41, 0x01] : []),
    0x1b,
    0x69,
    0x4b,
    (cut ? 0x08 : 0x00) | (roll.twoColours ? 0x01 : 0x00),
    // ESC i d: margin in dots. M 0: no compression.
    0x1b,
    0x69,
    0x64,
    margin & 0xff,
    margin >> 8,
    0x4d,
    0x00,
  );
}

/** Pin 1 is at the right: the first bit of a row is its last dot. */
function mirrorRow(
  bits: Uint8Array,
  row: number,
  { width, firstPin }: { width: number; firstPin: number },
  line: Uint8Array,
): void {
  const rowBytes = Math.ceil(width / 8);
  for (let at = 0; at < rowBytes; at += 1) {
    const byte = bits[row * rowBytes + at] ?? 0;
    if (byte === 0) continue;
    for (let bit = 0; bit < 8; bit += 1) {
      if ((byte & (0x80 >> bit)) === 0) continue;
      const pin = firstPin - (at * 8 + bit);
      line[pin >> 3] = (line[pin >> 3] ?? 0) | (0x80 >> (pin & 7));
    }
  }
}
