import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bitmap1 } from '../../domain/badges/badge.ts';
import { crc16, encodeZ64, encodeZpl } from '../../main/printing/languages/zpl.ts';
import { isBlack } from '../../main/printing/render/bitmap.ts';
import type { EncodedJob } from '../../main/printing/transport/transport.ts';
import { formatsOf, initialSettings, readFormat } from '../support/virtual-printer/zpl/label.ts';

/** An independent encoder; it has no types. */
const {
  rgbaToZ64,
}: {
  rgbaToZ64(
    rgba: Uint8ClampedArray,
    width: number,
    options: { notrim: boolean },
  ): { length: number; rowlen: number; z64: string };
} = createRequire(import.meta.url)('zpl-image');

const options = { cut: false };

function textOf(job: EncodedJob): string {
  return Buffer.concat(job.chunks.map((chunk) => chunk.bytes)).toString('latin1');
}

/** Bits beyond the width are 0, as in every Bitmap1. */
function randomBitmap(width: number, height: number, seed: Uint8Array) {
  const rowBytes = Math.ceil(width / 8);
  const bits = Uint8Array.from({ length: rowBytes * height }, (_, at) => {
    const dots = Math.min(8, width - (at % rowBytes) * 8);
    return ((seed[at % seed.length] ?? 0) ^ (at * 31)) & (0xff << (8 - dots)) & 0xff;
  });
  return { width, height, bits };
}

/** Four bytes per dot, as in pictures for a screen. */
function rgbaOf(bitmap: Bitmap1): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: bitmap.width * bitmap.height * 4 }, (_, at) => {
    const dot = at >> 2;
    const black = isBlack(bitmap, dot % bitmap.width, Math.floor(dot / bitmap.width));
    return at % 4 === 3 || !black ? 255 : 0;
  });
}

const bitmaps = fc
  .record({
    width: fc.integer({ min: 1, max: 70 }),
    height: fc.integer({ min: 1, max: 40 }),
    seed: fc.uint8Array({ minLength: 1, maxLength: 64 }),
  })
  .map(({ width, height, seed }) => randomBitmap(width, height, seed));

describe('the checksum', () => {
  test('is the one of the usual lists from 0 ("123456789" gives 31C3)', () => {
    expect(crc16(Buffer.from('123456789')).toString(16)).toBe('31c3');
    expect(crc16(new Uint8Array())).toBe(0);
  });

  test('and the whole field are those of a second encoder, for any picture', () => {
    fc.assert(
      fc.property(bitmaps, (bitmap) => {
        const other = rgbaToZ64(rgbaOf(bitmap), bitmap.width, { notrim: true });
        expect(other.length).toBe(bitmap.bits.length);
        expect(other.rowlen).toBe(Math.ceil(bitmap.width / 8));
        // Its checksum may have lower-case digits.
        const [, , text, crc] = other.z64.split(':');
        expect(encodeZ64(bitmap.bits)).toBe(`:Z64:${text}:${crc?.toUpperCase()}`);
      }),
    );
  });
});

describe('the bytes of a badge', () => {
  const tiny = { width: 12, height: 2, bits: Uint8Array.of(0xff, 0xf0, 0x80, 0x10) };

  test('are page, graphic and end', () => {
    expect(textOf(encodeZpl(tiny, options))).toBe(
      `~JX^XA^MUD^JZN^MMT^PON^PMN^LRN^PW12^LL2^LH0,0^FO0,0^GFA,4,4,2,${encodeZ64(tiny.bits)}^FS^PQ1^XZ`,
    );
  });

  test('the dots go in chunks of their own', () => {
    const { chunks } = encodeZpl(tiny, options);
    expect(chunks.map((chunk) => chunk.raster)).toEqual([false, true, false]);
  });

  test('cut by a cutter', () => {
    expect(textOf(encodeZpl(tiny, { cut: true }))).toContain('^MMC');
  });

  test('cancel what is left of an earlier job, and nothing else', () => {
    expect(textOf(encodeZpl(tiny, options)).match(/~../g)).toEqual(['~JX']);
  });

  test('no graphic is larger than ^GF takes, and no chunk than a slow printer takes at once', () => {
    const noise = randomBitmap(
      1_276,
      1_819,
      Uint8Array.from({ length: 997 }, (_, i) => i * i),
    );
    const { chunks } = encodeZpl(noise, options);
    for (const [, bytes] of textOf({ chunks, bitmap: noise }).matchAll(/\^GFA,(\d+),/g)) {
      expect(Number(bytes)).toBeLessThanOrEqual(99_999);
    }
    expect(Math.max(...chunks.map((chunk) => chunk.bytes.length))).toBeLessThanOrEqual(8_192);
  });

  test('are read by a printer as the dots that went in', () => {
    fc.assert(
      fc.property(bitmaps, fc.boolean(), (bitmap, cut) => {
        const { chunks } = encodeZpl(bitmap, { cut });
        const [format = '', ...more] = formatsOf(Buffer.concat(chunks.map((each) => each.bytes)));
        expect(more).toEqual([]);
        const settings = { ...initialSettings(), inverted: true, home: { x: 9, y: 9 } };
        const label = readFormat(format, settings);
        expect(label).toMatchObject({ damaged: false, copies: 1, reprints: false, cuts: cut });
        expect(Buffer.concat(label?.rows ?? []).equals(Buffer.from(bitmap.bits))).toBe(true);
      }),
    );
  });
});
