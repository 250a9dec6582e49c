/** What the check picture says. */
export const checkText = 'LANYARD';

/** Modules of a version 1 QR code, a row a number, the left module in bit 20; made once by the `qrcode` package (level M). */
const rows = [
  0x1fcc7f, 0x104a41, 0x175d5d, 0x17565d, 0x175d5d, 0x105641, 0x1fd57f, 0x001400, 0x17c27c,
  0x00abc3, 0x1bed65, 0x0f27cf, 0x1b492d, 0x001523, 0x1fc691, 0x10583f, 0x175a98, 0x175bec,
  0x175568, 0x104bcd, 0x1fdd14,
];
const quietZone = 4;
/** Pixels a module. */
const scale = 4;
const modules = rows.length + 2 * quietZone;

/** Width and height in pixels. */
export const checkSize = modules * scale;

/** Draws the picture into grey pixels, `checkSize` by `checkSize`. */
export function drawCheckPicture(pixels: Uint8Array): void {
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
