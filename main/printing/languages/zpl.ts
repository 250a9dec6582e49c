import { deflateSync } from 'node:zlib';
import type { Bitmap1 } from '../../../domain/badges/badge.ts';
import type { EncodeOptions } from '../encode-options.ts';
import type { EncodedJob, JobChunk } from '../transport/transport.ts';

/**
 * The commands of ZPL that the app sends. Source of all: Zebra, "ZPL II, ZBI 2, Set-Get-Do, Mirror,
 * WML Programming Guide" (P1099958), https://docs.zebra.com/us/en/printers/software/zpl-pg.html,
 * page of the command's name.
 */
export const zplBytes = {
  /** ~HS: host status return, three strings; answered at once, even in the middle of a job. */
  askStatus: latin1('~HS'),
  /**
   * ~HQES: error and warning flags. Sent when ~HS gets no answer: printers may not answer it while
   * media or ribbon is out or the head is open.
   */
  askErrors: latin1('~HQES'),
  /**
   * SGD `odometer.total_label_count`: labels printed in the printer's life; it cannot be reset.
   * Printers without Set-Get-Do skip text outside a format.
   */
  askLabelCount: latin1('! U1 getvar "odometer.total_label_count"\r\n'),
} as const;

/**
 * ~JX: cancels the partly received format, and only that: neither formats that are being printed
 * nor those that follow. It is sent before every badge, because half a format outlives the
 * connection and the program that sent it, and would be printed together with the badge. No other
 * command works: `^XZ` prints the half, and `~JA` also cancels whole badges that wait in the
 * buffer. It is recognised in the middle of image data, because in ASCII data "any caret or tilde
 * character prematurely aborts the download" (^GF).
 */
const cancelPartial = '~JX';

/**
 * The page. ^MU D: measures in dots. ^JZ N: the printer does not reprint a label that a fault cut
 * short (its default): the operator decides that, and there would be two. ^MM C cuts, ^MM T stops
 * at the tear bar. ^PO N, ^PM N, ^LR N: neither upside down nor mirrored nor inverted, whatever
 * another program set. ^PW width, ^LL length, ^LH home, all in dots.
 */
function page(bitmap: Bitmap1, cut: boolean): string {
  const manner = cut ? '^MMC' : '^MMT';
  return `^XA^MUD^JZN${manner}^PON^PMN^LRN^PW${bitmap.width}^LL${bitmap.height}^LH0,0`;
}

/** ^PQ1: one copy; ^XZ: the end of the format, at which it is printed. */
const ending = '^PQ1^XZ';

/** The largest graphic of one ^GF: its byte counts end at 99,999. */
const graphicBytes = 99_999;

/** Bytes sent at once: few enough that a slow printer accepts them within the stall time. */
const chunkBytes = 8_192;

/**
 * ^FO, ^GF A: a graphic at x = 0. `^GFA,b,c,d,data`: in an ASCII download b "should match parameter
 * c", and c is the size of the unencoded data (ZB64 Encoding and Compression); d is bytes per row.
 * A set bit is a black dot, the most significant bit is the left dot.
 *
 * @param rows whole rows of a Bitmap1
 */
function graphic(top: number, rows: Uint8Array, rowBytes: number): string {
  const { length } = rows;
  return `^FO0,${top}^GFA,${length},${length},${rowBytes},${encodeZ64(rows)}^FS`;
}

/** Bytes of one badge: page, graphics, end. */
export function encodeZpl(bitmap: Bitmap1, options: Pick<EncodeOptions, 'cut'>): EncodedJob {
  const rowBytes = Math.ceil(bitmap.width / 8);
  const bandRows = Math.floor(graphicBytes / rowBytes);
  const chunks: JobChunk[] = [];
  const add = (text: string, raster: boolean): void => {
    const bytes = latin1(text);
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      chunks.push({ bytes: bytes.subarray(at, at + chunkBytes), raster });
    }
  };
  add(cancelPartial + page(bitmap, options.cut), false);
  for (let top = 0; top < bitmap.height; top += bandRows) {
    const bottom = Math.min(bitmap.height, top + bandRows);
    add(graphic(top, bitmap.bits.subarray(top * rowBytes, bottom * rowBytes), rowBytes), true);
  }
  add(ending, false);
  return { chunks, bitmap };
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

/**
 * CRC-16 of a `:Z64:` field: polynomial x¹⁶ + x¹² + x⁵ + 1 (0x1021), initial value 0, no
 * reflection, no final exclusive-or ("XMODEM" in the usual lists), over the base64 text alone.
 *
 * Zebra's guide says only that "a CRC is calculated across the Base64-encoded data". The output of
 * ZebraDesigner shows which CRC it is, and other encoders (zpl-image) agree.
 */
export function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
    }
    crc &= 0xffff;
  }
  return crc;
}

/**
 * Data of a graphic as `:Z64:<base64 of the zlib stream>:<CRC, four hexadecimal digits>`. Source:
 * Zebra, "ZPL II Programming Guide", ZB64 Encoding and Compression. Its alphabet has neither `^`
 * nor `~`, so that a command is recognised wherever the stream broke off. A printer drops a graphic
 * with a wrong CRC.
 */
export function encodeZ64(data: Uint8Array): string {
  const text = deflateSync(data).toString('base64');
  const crc = crc16(Buffer.from(text, 'latin1'));
  return `:Z64:${text}:${crc.toString(16).toUpperCase().padStart(4, '0')}`;
}
