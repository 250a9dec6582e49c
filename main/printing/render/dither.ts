import type { Bitmap1 } from '../../../domain/badges/badge.ts';
import type { DotBox } from './place-fields.ts';

/**
 * Exponent for the brightness before it is dithered: a thermal head's dots spread, so that greys
 * print too dark (printing.md).
 */
const gamma = 0.7;
/** Rounded to whole steps, so that every engine computes the same values. */
const brightened = Uint8Array.from({ length: 256 }, (_, grey) =>
  Math.round(255 * (grey / 255) ** gamma),
);

/** Where Atkinson's method passes an eighth of a dot's error, as columns and rows from the dot. */
const neighbours: readonly (readonly [column: number, row: number])[] = [
  [1, 0],
  [2, 0],
  [-1, 1],
  [0, 1],
  [1, 1],
  [0, 2],
];

/** Grey from red, green and blue (ITU-R BT.601), each dot of four bytes. */
export function plainGreysOf(rgba: Uint8ClampedArray): Uint8Array {
  const greys = new Uint8Array(rgba.length / 4);
  for (let i = 0; i < greys.length; i += 1) {
    const at = i * 4;
    const sum = 299 * (rgba[at] ?? 0) + 587 * (rgba[at + 1] ?? 0) + 114 * (rgba[at + 2] ?? 0);
    greys[i] = Math.round(sum / 1000);
  }
  return greys;
}

/**
 * Greys lightened for the thermal head and stretched so that the darkest and the lightest hundredth
 * are black and white: many photos are dim and faded.
 */
export function greysOf(rgba: Uint8ClampedArray): Uint8Array {
  const greys = plainGreysOf(rgba);
  const { dark, light } = extremesOf(greys);
  const range = Math.max(64, light - dark);
  return greys.map((grey) => {
    const stretched = Math.round(((grey - dark) * 255) / range);
    return brightened[Math.min(255, Math.max(0, stretched))] ?? 255;
  });
}

/** The greys below and above which a hundredth of all dots are. */
function extremesOf(greys: Uint8Array): { dark: number; light: number } {
  const counts = new Uint32Array(256);
  for (const grey of greys) counts[grey] = (counts[grey] ?? 0) + 1;
  const few = greys.length / 100;
  let dark = 0;
  for (let below = counts[0] ?? 0; below <= few && dark < 255; below += counts[dark] ?? 0)
    dark += 1;
  let light = 255;
  for (let above = counts[255] ?? 0; above <= few && light > 0; above += counts[light] ?? 0)
    light -= 1;
  return { dark, light };
}

/**
 * Writes greys as black and white dots into a rectangle of the bitmap (Atkinson's error diffusion).
 * Dots outside of the bitmap are left out, and nothing outside of the rectangle is changed.
 *
 * @param greys row by row, `box.width` × `box.height`
 */
export function dither(bitmap: Bitmap1, greys: Uint8Array, box: DotBox): void {
  const { width, height } = box;
  const error = new Int32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      // In eighths, so that every step is exact.
      const value = (greys[at] ?? 255) * 8 + (error[at] ?? 0);
      const black = value < 128 * 8;
      const rest = Math.trunc((value - (black ? 0 : 255 * 8)) / 8);
      for (const [column, row] of neighbours) {
        const nextX = x + column;
        if (nextX < 0 || nextX >= width || y + row >= height) continue;
        const next = at + row * width + column;
        error[next] = (error[next] ?? 0) + rest;
      }
      setDot(bitmap, box.left + x, box.top + y, black);
    }
  }
}

function setDot(bitmap: Bitmap1, x: number, y: number, black: boolean): void {
  if (x < 0 || y < 0 || x >= bitmap.width || y >= bitmap.height) return;
  const at = y * Math.ceil(bitmap.width / 8) + (x >> 3);
  const mask = 0x80 >> (x & 7);
  const byte = bitmap.bits[at] ?? 0;
  bitmap.bits[at] = black ? byte | mask : byte & ~mask;
}
