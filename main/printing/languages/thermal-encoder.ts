import { createRequire } from 'node:module';
import type { Bitmap1 } from '../../../domain/badges/badge.ts';
import { toRgba } from '../render/rgba.ts';
import type { JobChunk } from '../transport/transport.ts';

/**
 * node-thermal-printer is CommonJS with types that declare named exports only, and it must stay
 * outside the bundle ("Dynamic require"): `require` is the only form that works in Node, Electron
 * and the bundler. Only its encoder is used, never its transports (see printing.md). Loaded for the
 * first badge: with its image readers it is thirty files, which no start needs.
 */
function thermal(): typeof import('node-thermal-printer') {
  return load('node-thermal-printer');
}
const load = createRequire(import.meta.url);

/** The part of node-thermal-printer's encoder that the app uses. */
export interface ThermalEncoder {
  add(bytes: Buffer): void;
  /** Feeds `verticalTabAmount` × 4 lines and cuts. */
  cut(options: { verticalTabAmount: number }): void;
}

/** Languages of thermal printers in which node-thermal-printer makes pictures. */
export type ThermalLanguage = 'epson' | 'star';

export function encodeThermal(
  language: ThermalLanguage,
  calls: (encoder: ThermalEncoder) => void,
): Uint8Array {
  const printer = newPrinter(language);
  calls(printer);
  return Uint8Array.from(printer.getBuffer());
}

/**
 * Rows of the first part: the first dots wait for it alone. A multiple of Star's strips of 24, or
 * white rows would separate it from the next part.
 */
const firstRows = 24;

/**
 * A picture as the package makes it (Epson's `GS v 0`, Star's `ESC k`), in parts: the first dots
 * wait for the first part alone.
 *
 * @param partRows rows of each further part; a multiple of 24 for Star
 * @throws RangeError for a picture wider than 2,040 dots: the package writes one byte of a width
 */
export function thermalPicture(
  language: ThermalLanguage,
  bitmap: Bitmap1,
  partRows: number,
): JobChunk[] {
  const { width, height, bits } = bitmap;
  const rowBytes = Math.ceil(width / 8);
  if (rowBytes > 255) throw new RangeError('a thermal printer takes at most 2,040 dots a row');
  const chunks: JobChunk[] = [];
  let bottom = 0;
  while (bottom < height) {
    const top = bottom;
    bottom = Math.min(height, top + (top === 0 ? firstRows : partRows));
    const rows = bits.subarray(top * rowBytes, bottom * rowBytes);
    chunks.push(new PictureChunk(language, { width, height: bottom - top, bits: rows }));
  }
  return chunks;
}

/** A part of a picture, whose bytes are made when they are read. */
export class PictureChunk implements JobChunk {
  readonly raster = true;
  readonly language: ThermalLanguage;
  readonly part: Bitmap1;
  #bytes: Uint8Array | null = null;

  constructor(language: ThermalLanguage, part: Bitmap1) {
    this.language = language;
    this.part = part;
  }

  get bytes(): Uint8Array {
    this.#bytes ??= pictureBytes(this.language, this.part);
    return this.#bytes;
  }
}

/**
 * The commands for one part of a picture. Slow: the package makes an object of each dot, some
 * milliseconds for 48 rows.
 */
export function pictureBytes(language: ThermalLanguage, part: Bitmap1): Uint8Array<ArrayBuffer> {
  const raster = rasterOf(newPrinter(language));
  return Uint8Array.from(raster.printImageBuffer(part.width, part.height, toRgba(part)));
}

function newPrinter(language: ThermalLanguage): import('node-thermal-printer').ThermalPrinter {
  const { PrinterTypes, ThermalPrinter } = thermal();
  const type = language === 'epson' ? PrinterTypes.EPSON : PrinterTypes.STAR;
  // An empty interface: the library opens nothing.
  return new ThermalPrinter({ type, interface: '' });
}

/** Makes the package's picture commands from pixels of red, green, blue and alpha. */
interface Raster {
  printImageBuffer(width: number, height: number, rgba: Uint8ClampedArray): Buffer;
}

/**
 * The raster behind the package's `printImageBuffer`, which accepts a PNG alone: to make a PNG of
 * each part and to have it unpacked again costs more than the raster itself.
 */
function rasterOf(printer: object): Raster {
  const type: unknown = Reflect.get(printer, 'printer');
  if (!isRaster(type)) throw new Error('node-thermal-printer makes pictures in another way now');
  return type;
}

function isRaster(type: unknown): type is Raster {
  return (
    typeof type === 'object' &&
    type !== null &&
    'printImageBuffer' in type &&
    typeof type.printImageBuffer === 'function'
  );
}
