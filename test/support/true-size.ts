import { crc32 } from 'node:zlib';

/** A PNG with its dots per metre (`pHYs`; W3C PNG specification, 11.3.4.3) after its header. */
export function inTrueSize(png: Uint8Array, dotsPerMm: number): Buffer {
  const body = Buffer.alloc(13);
  body.write('pHYs', 'latin1');
  body.writeUInt32BE(dotsPerMm * 1000, 4);
  body.writeUInt32BE(dotsPerMm * 1000, 8);
  body.writeUInt8(1, 12);
  const chunk = Buffer.alloc(21);
  chunk.writeUInt32BE(9);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), 17);
  // The signature has 8 bytes, the header's chunk 25.
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}
