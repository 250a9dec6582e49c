import type { Bitmap1 } from '../../../domain/badges/badge.ts';
import type { EncodeOptions } from '../encode-options.ts';
import type { EncodedJob, JobChunk } from '../transport/transport.ts';
import { encodeThermal, thermalPicture } from './thermal-encoder.ts';

/**
 * The ESC/POS commands that the app sends. Source of all: Epson, "ESC/POS Command Reference",
 * https://download4.epson.biz/sec_pubs/pos/reference_en/escpos/ (page of the command's name).
 */
export const escposBytes = {
  /** ESC @: initialise; resets modes and clears the print buffer. */
  initialise: Uint8Array.of(0x1b, 0x40),
  /** DLE EOT 1: transmit printer status; real-time, answered while the printer is offline too. */
  askPrinter: Uint8Array.of(0x10, 0x04, 0x01),
  /** DLE EOT 2: transmit offline cause. */
  askOfflineCause: Uint8Array.of(0x10, 0x04, 0x02),
  /** DLE EOT 4: transmit roll paper sensor status. */
  askPaper: Uint8Array.of(0x10, 0x04, 0x04),
  /**
   * GS a, n = 2 + 4 + 8: report changes of online state, errors and paper at once (automatic
   * status). In force until the next initialise, that is for one job.
   */
  tellChanges: Uint8Array.of(0x1d, 0x61, 0x0e),
} as const;

/**
 * Rows of one band, 6 mm: small printers hold 128 in their buffer, and the package needs a few
 * milliseconds for these. A band is node-thermal-printer's picture, GS v 0
 * (print raster bit image), m = 48 (normal size, as 0 is): `1D 76 30 30 xL 00 yL yH d1…dk`, x in
 * bytes, y in dots, k = x · y. A set bit is a black dot; the most significant bit is the left dot.
 * The 00 is the package's: no row is longer than 255 bytes.
 */
const bandRows = 48;

/** Four lines of 1/6 inch, 17 mm: from the print head to beyond the cutter. */
const feedsBeforeCut = 1;

/**
 * GS ( H, function 48 (specifies the process ID response): `1D 28 48 06 00 30 30 d1 d2 d3 d4`. The
 * printer answers `37 22 d1 d2 d3 d4 00` when everything before it is printed.
 *
 * @param id four characters of code 32 to 126
 */
export function askConfirmation(id: string): Uint8Array {
  if (!/^[ -~]{4}$/.test(id)) throw new RangeError('a process ID has four printable characters');
  return Uint8Array.of(0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...Buffer.from(id, 'latin1'));
}

/**
 * Bytes of one badge: initialise, bands, feed and cut, confirmation. After a job that broke off, as
 * many zero bytes as a band has come first: outside an image the printer ignores them.
 *
 * @throws RangeError for a picture wider than 255 bytes
 */
export function encodeEscpos(bitmap: Bitmap1, options: EncodeOptions): EncodedJob {
  const rowBytes = Math.ceil(bitmap.width / 8);
  const chunk = (bytes: Uint8Array, raster: boolean): JobChunk => ({ bytes, raster });
  const chunks: JobChunk[] = [];
  if (options.resynchronise) chunks.push(chunk(new Uint8Array(8 + bandRows * rowBytes), false));
  const beginning = encodeThermal('epson', (encoder) => {
    encoder.add(Buffer.from(escposBytes.initialise));
    if (options.tellChanges) encoder.add(Buffer.from(escposBytes.tellChanges));
  });
  chunks.push(chunk(beginning, false));
  chunks.push(...thermalPicture('epson', bitmap, bandRows));
  const { confirmId } = options;
  if (options.cut || confirmId !== null) {
    const ending = encodeThermal('epson', (encoder) => {
      if (options.cut) encoder.cut({ verticalTabAmount: feedsBeforeCut });
      if (confirmId !== null) encoder.add(Buffer.from(askConfirmation(confirmId)));
    });
    chunks.push(chunk(ending, false));
  }
  return { chunks, bitmap };
}
