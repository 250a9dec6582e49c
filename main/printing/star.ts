import type { Bitmap1 } from '../../domain/badge.ts';
import type { PrinterSettings } from '../../domain/print-job.ts';
import type { EncodeOptions } from './encode-options.ts';
import { bitImageChunks, stripBytes } from './star-bit-image.ts';
import { longestBrokenRow, rasterChunks } from './star-raster.ts';
import { encodeStarBytes } from './thermal-encoder.ts';
import type { EncodedJob, JobChunk } from './transport/transport.ts';

/**
 * The bytes of Star's languages that we send. Sources: Star Micronics, "STAR Line Mode Command Specifications"
 * rev. 1.50 (TSP650II, TSP700II), "StarPRNT Command Specifications" rev. 2.13 and 4.01 (mC-Print, TSP100IV),
 * "STAR Graphic Mode Command Specifications" rev. 2.31 (TSP100 to TSP100III). These commands are the same in
 * all three.
 */
export const starBytes = {
  /** ESC @: initialise; the automatic status goes back to the printer's own setting. */
  initialise: Uint8Array.of(0x1b, 0x40),
  /** ESC ACK SOH: transmit the status; real-time, answered while the printer is offline too. */
  askStatus: Uint8Array.of(0x1b, 0x06, 0x01),
  /** ESC RS a 1: tell changes at once (automatic status). */
  tellChanges: Uint8Array.of(0x1b, 0x1e, 0x61, 0x01),
} as const;

/**
 * ESC GS ETX, s = 1 (update of the print end counter): `1B 1D 03 01 n1 n2`. The printer waits until the motor
 * stands and answers `1B 1D 03 01 n1 n2 counter 00`, to the host alone that asked: n1 and n2 name the very job.
 * (ETB, the older way, only counts, and tells its count to every host: no evidence of whose job ended.)
 */
export function askStarConfirmation(id: string): Uint8Array {
  const number = starJobNumber(id);
  return Uint8Array.of(0x1b, 0x1d, 0x03, 0x01, number >> 8, number & 0xff);
}

/**
 * Two bytes that stand for an attempt in a Star printer's answer.
 *
 * @param id four characters 0–9 and A–Z; no two attempts within 65,536 share a number
 */
export function starJobNumber(id: string): number {
  if (!/^[0-9A-Z]{4}$/.test(id)) throw new RangeError('an attempt has four digits or capitals');
  return Number.parseInt(id, 36) % 0x1_0000;
}

/**
 * Bytes of one badge for a Star printer. No command for pictures is known to all of them: the TSP100 family up
 * to III knows raster mode alone, and TSP100IV and mC-Print do not know it, but the fine bit image, as TSP650II
 * and TSP700II do.
 */
export function encodeStar(
  graphics: PrinterSettings['starGraphics'],
  bitmap: Bitmap1,
  options: EncodeOptions,
): EncodedJob {
  const chunks: JobChunk[] = [];
  const add = (bytes: Uint8Array): number => chunks.push({ bytes, raster: false });
  const raster = graphics === 'raster';
  // What a printer may still wait for; outside a picture zeros do nothing.
  const awaited = raster ? longestBrokenRow : stripBytes(bitmap);
  if (options.resynchronise) add(new Uint8Array(awaited));
  if (!raster) add(starBytes.initialise);
  if (options.tellChanges) add(starBytes.tellChanges);
  chunks.push(...(raster ? rasterChunks(bitmap, options.cut) : bitImageChunks(bitmap)));
  const { confirmId } = options;
  const cuts = options.cut && !raster;
  if (cuts || confirmId !== null) {
    const ending = encodeStarBytes((encoder) => {
      // Star's cut feeds to the blade by itself.
      if (cuts) encoder.cut({ verticalTabAmount: 0 });
      if (confirmId !== null) encoder.add(Buffer.from(askStarConfirmation(confirmId)));
    });
    add(ending);
  }
  return { chunks, bitmap };
}
