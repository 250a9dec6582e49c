import {
  prepareZXingModule,
  type ReaderOptions,
  readBarcodes,
  ZXING_WASM_SHA256,
} from 'zxing-wasm/reader';
import { CameraProblem } from './problem.ts';

const checkText = 'LANYARD';

/**
 * The check picture: modules of a version 1 QR code, one number a row, the left module in bit 20.
 * Made by the `qrcode` package (level M).
 */
const rows = [
  0x1fcc7f, 0x104a41, 0x175d5d, 0x17565d, 0x175d5d, 0x105641, 0x1fd57f, 0x001400, 0x17c27c,
  0x00abc3, 0x1bed65, 0x0f27cf, 0x1b492d, 0x001523, 0x1fc691, 0x10583f, 0x175a98, 0x175bec,
  0x175568, 0x104bcd, 0x1fdd14,
];
const quietZone = 4;
/** Pixels per module. */
const scale = 4;
const modules = rows.length + 2 * quietZone;

/** Width and height in pixels. */
const checkSize = modules * scale;

function drawCheckPicture(pixels: Uint8Array): void {
  for (let y = 0; y < checkSize; y += 1) {
    for (let x = 0; x < checkSize; x += 1) {
      const row = rows[Math.floor(y / scale) - quietZone] ?? 0;
      const column = Math.floor(x / scale) - quietZone;
      const isInside = column >= 0 && column < rows.length;
      const isDark = isInside && ((row >> (rows.length - 1 - column)) & 1) === 1;
      pixels[y * checkSize + x] = isDark ? 0 : 255;
    }
  }
}

/**
 * Grey pixels with the header of a portable grey map (Netpbm P5), the only grey form that the
 * library's public interface accepts. Made once and refilled for each frame.
 */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  /** One byte per pixel, row by row from the top; longer if the caller requested more space. */
  readonly pixels: Uint8Array;
  /** Header and pixels. */
  readonly file: Uint8Array;
}

/** @param room bytes to allocate for `pixels`, if a source writes more than the grey pixels */
export function makeGreyPicture(width: number, height: number, room = width * height): GreyPicture {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const bytes = new Uint8Array(head.length + Math.max(room, width * height));
  bytes.set(head);
  return {
    width,
    height,
    pixels: bytes.subarray(head.length),
    file: bytes.subarray(0, head.length + width * height),
  };
}

/** By measurement: no rotation, all else at its default, so that inverted codes are read. */
const options: ReaderOptions = { formats: ['QRCode'], tryRotate: false, textMode: 'Plain' };

/** Denoising finds one or two more codes in a hundred, in twice the time. */
const againOptions: ReaderOptions = { ...options, tryDenoise: true };
/** For a single picture, which has no next frame. */
const patientOptions: ReaderOptions = { ...againOptions, tryRotate: true };

/**
 * Loads the reader and tests it on a picture with a known text. By default the library would
 * request its file from a server on the internet, and fail silently with another version's file.
 *
 * @param wasmBinary the app's own copy of the library's file
 * @throws CameraProblem `decoder-failed` where its file is missing or another version's, or the
 *   check picture is not read
 */
export async function loadReader(wasmBinary: ArrayBuffer): Promise<void> {
  await checkVersion(wasmBinary);
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  const picture = makeGreyPicture(checkSize, checkSize);
  drawCheckPicture(picture.pixels);
  const texts = await readGrey(picture);
  if (texts[0] !== checkText) throw unusable('the check picture was not read');
}

/**
 * Texts of all QR codes in the picture.
 *
 * @param again reads more thoroughly, for a picture in which nothing was found
 */
export async function readGrey(picture: GreyPicture, again = false): Promise<string[]> {
  return textsOf(await readBarcodes(picture.file, again ? againOptions : options));
}

/** Like `readGrey`, for pixels of red, green, blue and alpha. */
export async function readColour(picture: ImageData, again = false): Promise<string[]> {
  return textsOf(await readBarcodes(picture, again ? againOptions : options));
}

/** A code and its bounding box, in pixels of the picture. */
export interface PlacedCode {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** All QR codes in a single picture, including rotated and noisy ones. */
export async function readPatiently(picture: ImageData): Promise<PlacedCode[]> {
  const results = await readBarcodes(picture, patientOptions);
  return results
    .filter(({ isValid }) => isValid)
    .map(({ text, position }) => {
      const corners = Object.values(position);
      const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
      const [x, y] = [Math.min(...xs), Math.min(...ys)];
      return { text, x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
    });
}

function textsOf(results: Awaited<ReturnType<typeof readBarcodes>>): string[] {
  return results.filter(({ isValid }) => isValid).map(({ text }) => text);
}

async function checkVersion(bytes: ArrayBuffer): Promise<void> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex !== ZXING_WASM_SHA256) throw unusable("the reader's file is another version's");
}

function unusable(detail: string): CameraProblem {
  return new CameraProblem('decoder-failed', detail);
}
