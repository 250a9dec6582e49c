import type { Bitmap1 } from '../../../domain/badges/badge.ts';
import { toRgba } from './bitmap.ts';
import type { DotBox } from './place-fields.ts';

/** A page in colours: 32 bits a dot (red, green, blue, alpha), row by row. */
export type ColourPage = Uint32Array<ArrayBuffer>;

/** The bitmap's dots as a page. */
export function pageOf(bitmap: Bitmap1): ColourPage {
  return new Uint32Array(toRgba(bitmap).buffer);
}

/**
 * The bitmap with the boxes of the coloured fields as they were drawn in colours. All else keeps its
 * black dots: a driver would print the greys of a smoothed edge as a fringe of coloured ones.
 *
 * @param drawn the whole page, drawn in colours
 */
export function withColours(
  bitmap: Bitmap1,
  drawn: Uint8ClampedArray,
  boxes: readonly DotBox[],
): ColourPage {
  const { width, height } = bitmap;
  const page = pageOf(bitmap);
  const source = new Uint32Array(drawn.buffer, drawn.byteOffset, page.length);
  for (const box of boxes) {
    const left = Math.max(0, box.left);
    const right = Math.min(width, box.left + box.width);
    const bottom = Math.min(height, box.top + box.height);
    if (left >= right) continue;
    for (let y = Math.max(0, box.top); y < bottom; y += 1) {
      page.set(source.subarray(y * width + left, y * width + right), y * width + left);
    }
  }
  return page;
}

/** Two pages of the same width, one above the other. */
export function joinPages(upper: ColourPage, lower: ColourPage): ColourPage {
  const page = new Uint32Array(upper.length + lower.length);
  page.set(upper);
  page.set(lower, upper.length);
  return page;
}

/** Brightness (0 to 255) below which a reader of codes takes a colour for dark. */
const dark = 128;

/** What of a page a reader of codes takes for black (ITU-R BT.601). */
export function darkDots(
  page: ColourPage,
  { width, height }: Pick<Bitmap1, 'width' | 'height'>,
): Bitmap1 {
  const rowBytes = Math.ceil(width / 8);
  const bits = new Uint8Array(rowBytes * height);
  const rgba = new Uint8Array(page.buffer);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const sum = 299 * (rgba[at] ?? 0) + 587 * (rgba[at + 1] ?? 0) + 114 * (rgba[at + 2] ?? 0);
      if (sum >= dark * 1000) continue;
      const byte = y * rowBytes + (x >> 3);
      bits[byte] = (bits[byte] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { width, height, bits };
}
