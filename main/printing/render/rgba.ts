import type { Bitmap1 } from '../../../domain/badges/badge.ts';

/** Four bytes a dot (red, green, blue, alpha): black or white, or the red of a two-colour roll. */
export function toRgba(bitmap: Bitmap1): Uint8ClampedArray<ArrayBuffer> {
  // 32 bits per dot: all set is opaque white in either byte order.
  const dots = new Uint32Array(bitmap.width * bitmap.height).fill(0xffff_ffff);
  paintDots(dots, bitmap, bitmap.bits, Uint8Array.of(0, 0, 0, 255));
  if (bitmap.red !== undefined) paintDots(dots, bitmap, bitmap.red, Uint8Array.of(200, 0, 0, 255));
  return new Uint8ClampedArray(dots.buffer);
}

/** @param rgba of a set dot, in this machine's byte order */
function paintDots(
  dots: Uint32Array,
  { width, height }: Omit<Bitmap1, 'bits'>,
  bits: Uint8Array,
  rgba: Uint8Array<ArrayBuffer>,
): void {
  const [colour = 0] = new Uint32Array(rgba.buffer);
  const rowBytes = Math.ceil(width / 8);
  for (let y = 0; y < height; y += 1) {
    for (let column = 0; column < rowBytes; column += 1) {
      const byte = bits[y * rowBytes + column] ?? 0;
      if (byte === 0) continue;
      const first = y * width + column * 8;
      for (let bit = 0; bit < 8; bit += 1) {
        if ((byte & (0x80 >> bit)) !== 0) dots[first + bit] = colour;
      }
    }
  }
}
