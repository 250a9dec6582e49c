import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { beforeAll, expect, test } from 'vitest';
import { ready, type ZplApi } from 'zpl-renderer-js';
import type { BadgeContent, Bitmap1 } from '../../domain/badges/badge.ts';
import { defaultTemplates } from '../../domain/templates/default-templates.ts';
import { encodeZpl } from '../../main/printing/languages/zpl.ts';
import { isBlack } from '../../main/printing/render/bitmap.ts';
import { openQrReader } from '../../main/printing/render/read-back.ts';
import { renderBadge } from '../../main/printing/render/render-badge.ts';
import { openFontBook } from '../../platform/fonts/font-book.ts';
import { sampleBadges } from './sample-badges.ts';

/**
 * Compares with zpl-renderer-js, an independent interpreter of ZPL: it draws the bytes that we
 * would send, and every dot must be where our bitmap has it.
 */
const nodeModules = join(import.meta.dirname, '../../node_modules');
const fonts = openFontBook(nodeModules);
let zpl: ZplApi;

beforeAll(async () => {
  await openQrReader(join(nodeModules, 'zxing-wasm/dist/reader/zxing_reader.wasm'));
  zpl = (await ready).api;
});

async function badge(sample: string, template: string, dotsPerMm: number): Promise<Bitmap1> {
  const content: BadgeContent | undefined = sampleBadges[sample];
  const found = defaultTemplates().find(({ id }) => id === template);
  if (content === undefined || found === undefined) throw new Error(`${sample}, ${template}`);
  const layout = {
    widthDots: Math.round(found.size.width * dotsPerMm),
    dotsPerMm,
    template: found,
  };
  return (await renderBadge(content, layout, fonts)).bitmap;
}

/** Number of dots at which the other program's label differs from the bitmap. */
async function differences(bitmap: Bitmap1, dotsPerMm: number): Promise<number> {
  const { chunks } = encodeZpl(bitmap, { cut: true });
  const text = Buffer.concat(chunks.map(({ bytes }) => bytes)).toString('latin1');
  const png = await zpl.zplToBase64Async(
    text,
    bitmap.width / dotsPerMm,
    bitmap.height / dotsPerMm,
    dotsPerMm,
  );
  const image = await loadImage(Buffer.from(png, 'base64'));
  expect([image.width, image.height]).toEqual([bitmap.width, bitmap.height]);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  let different = 0;
  let at = 0;
  for (let y = 0; y < bitmap.height; y += 1) {
    for (let x = 0; x < bitmap.width; x += 1, at += 4) {
      const black = (data[at] ?? 255) < 128;
      if (black !== isBlack(bitmap, x, y)) different += 1;
    }
  }
  return different;
}

const samples = Object.keys(sampleBadges);

test.each([
  ['roll-80', 8],
  ['roll-80', 12],
  ['102x152', 8],
  ['102x152', 12],
  ['a6-fold', 12],
] as const)('every dot of a badge %s at %i dots/mm', async (template, dotsPerMm) => {
  const sample = samples[(template.length + dotsPerMm) % samples.length] ?? '';
  const bitmap = await badge(sample, template, dotsPerMm);
  expect(bitmap.bits.some((byte) => byte !== 0)).toBe(true);
  expect(await differences(bitmap, dotsPerMm)).toBe(0);
});

test('every dot of badges in every script', async () => {
  for (const sample of samples) {
    const bitmap = await badge(sample, 'roll-80', 8);
    expect(await differences(bitmap, 8), sample).toBe(0);
  }
});

test('every dot of noise that cannot be compressed, in a width that ends within a byte', async () => {
  const [width, height] = [1_203, 1_800];
  const rowBytes = Math.ceil(width / 8);
  let random = 20_181_002;
  const bits = Uint8Array.from({ length: rowBytes * height }, (_, at) => {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
    return at % rowBytes === rowBytes - 1 ? (random >>> 24) & 0xe0 : random >>> 24;
  });
  expect(await differences({ width, height, bits }, 12)).toBe(0);
});
