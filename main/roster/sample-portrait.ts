import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { BadgeContent } from '../../domain/badges/badge.ts';

/** Pixels of the photo, in the proportions of a passport's (35 × 45 mm). */
const width = 210;
const height = 270;

let made: BadgeContent['photo'] = null;

/** A photo of no real person: head and shoulders in greys, to show how a photo is dithered. */
export function samplePortrait(): BadgeContent['photo'] {
  if (made === null) {
    const picture = greyPng();
    made = { sha256: createHash('sha256').update(picture).digest('hex'), picture };
  }
  return made;
}

/** Brightness of one pixel, 0 to 255: lit from the upper left. */
function greyAt(x: number, y: number): number {
  const across = x / width - 0.5;
  const down = y / height;
  const head = Math.hypot(across / 0.23, (down - 0.4) / 0.24);
  const shoulders = Math.hypot(across / 0.44, (down - 1.06) / 0.36);
  const hair = Math.hypot(across / 0.25, (down - 0.34) / 0.25);
  if (head < 1 && !(hair < 1 && down < 0.29)) return 205 - 120 * (across + 0.2) - 50 * head;
  if (hair < 1) return 60;
  if (shoulders < 1) return 110 - 110 * across;
  return 235 - 70 * down;
}

/** An 8-bit grey PNG (W3C PNG specification, sections 5 and 11). */
function greyPng(): Uint8Array<ArrayBuffer> {
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    // The first byte of a row names its filter: 0 is none.
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + 1 + x] = Math.max(0, Math.min(255, Math.round(greyAt(x, y))));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits per sample, colour type 0 (grey); the rest of the header stays 0.
  header[8] = 8;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Uint8Array(
    Buffer.concat([
      signature,
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
