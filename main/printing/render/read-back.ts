import { readFileSync } from 'node:fs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Bitmap1 } from '../../../domain/badge.ts';
import { toRgba } from './bitmap.ts';

/** Loads the QR reader from a local file; it never fetches anything. */
export async function openQrReader(wasmPath: string): Promise<void> {
  const wasmBinary = Uint8Array.from(readFileSync(wasmPath)).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/** The texts of all QR symbols that a reader finds on the bitmap. */
export async function readQrTexts(bitmap: Bitmap1): Promise<string[]> {
  const image: ImageData = {
    data: toRgba(bitmap),
    width: bitmap.width,
    height: bitmap.height,
    colorSpace: 'srgb',
  };
  const results = await readBarcodes(image, {
    formats: ['QRCode'],
    tryRotate: false,
    tryInvert: false,
    tryDownscale: false,
  });
  return results.filter((result) => result.isValid).map((result) => result.text);
}
