// Draws the app's icons from its mark, the ribbon (web/organiser/ribbon.svg): node
// tools/package/make-icons.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, Path2D } from '@napi-rs/canvas';

const folder = join(import.meta.dirname, 'icons');

/** The mark on a grid of 32 × 32: a ribbon with a notch, and the light bands that cross it. */
const ribbon = 'M8 1h16v30l-8-7-8 7z';
const bands = 'M8 9 24 1v7L8 16zm0 14L24 15v7L8 30z';

/**
 * The icon as PNG: the ribbon on a light tile, which is visible on dark and on light task bars.
 * @param {number} size pixels
 */
async function drawIcon(size) {
  const canvas = createCanvas(size, size);
  const pen = canvas.getContext('2d');
  pen.scale(size / 32, size / 32);
  pen.fillStyle = '#f6f7f9';
  pen.beginPath();
  pen.roundRect(0, 0, 32, 32, 6);
  pen.fill();
  pen.translate(3.2, 3.2);
  pen.scale(0.8, 0.8);
  pen.fillStyle = '#1f378f';
  pen.fill(new Path2D(ribbon));
  pen.clip(new Path2D(ribbon));
  pen.fillStyle = '#3353c4';
  pen.fill(new Path2D(bands));
  return canvas.encode('png');
}

/**
 * An ICO file of PNG pictures: a header of 6 bytes, an entry of 16 bytes each, then the pictures
 * (Microsoft, "Icons", ICONDIR and ICONDIRENTRY; PNG inside since Windows Vista).
 * @param {{ size: number; png: Buffer }[]} pictures sizes up to 256
 */
function packIco(pictures) {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2); // an icon, not a cursor
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = 6 + 16 * index;
    header.writeUInt8(size % 256, entry); // 0 says 256
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4); // planes
    header.writeUInt16LE(32, entry + 6); // bits of a pixel
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'icon.png'), await drawIcon(512));
const sizes = [256, 128, 64, 48, 32, 24, 16];
const pictures = await Promise.all(
  sizes.map(async (size) => ({ size, png: await drawIcon(size) })),
);
writeFileSync(join(folder, 'icon.ico'), packIco(pictures));
