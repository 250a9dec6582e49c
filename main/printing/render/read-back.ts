import { readFileSync } from 'node:fs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Bitmap1 } from '../../../domain/badges/badge.ts';

/** The last badge's grey map, overwritten by the next of its size: fresh memory is slow. */
let lastMap = new Uint8Array(0);

/** Loads the QR reader from a local file; it never fetches anything. */
export async function openQrReader(wasmPath: string): Promise<void> {
  const wasmBinary = Uint8Array.from(readFileSync(wasmPath)).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/** The texts of all QR symbols that a reader finds on the bitmap; await it before the next call. */
export async function readQrTexts(bitmap: Bitmap1): Promise<string[]> {
  const results = await readBarcodes(toGreyMap(bitmap), {
    formats: ['QRCode'],
    tryRotate: false,
    tryInvert: false,
    tryDownscale: false,
  });
  return results.filter((result) => result.isValid).map((result) => result.text);
}

/** The bitmap as a portable grey map (Netpbm P5): a quarter of the bytes and time of RGBA. */
function toGreyMap({ width, height, bits }: Bitmap1): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const size = head.length + width * height;
  const file = lastMap.length === size ? lastMap : new Uint8Array(size);
  lastMap = file;
  file.fill(255);
  file.set(head);
  const rowBytes = Math.ceil(width / 8);
  for (let y = 0; y < height; y += 1) {
    for (let column = 0; column < rowBytes; column += 1) {
      const byte = bits[y * rowBytes + column] ?? 0;
      if (byte === 0) continue;
      const first = head.length + y * width + column * 8;
      for (let bit = 0; bit < 8; bit += 1) {
        if ((byte & (0x80 >> bit)) !== 0) file[first + bit] = 0;
      }
    }
  }
  return file;
}
