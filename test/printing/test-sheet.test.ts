import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Bitmap1 } from '../../domain/badges/badge.ts';
import { printerSettingsSchema } from '../../domain/printing/print-job.ts';
import { rollTemplate } from '../../domain/templates/default-templates.ts';
import { encodePng, isBlack } from '../../main/printing/render/bitmap.ts';
import { openQrReader } from '../../main/printing/render/read-back.ts';
import { renderTestSheet } from '../../main/printing/render/test-sheet.ts';
import { testPage } from '../../main/printing/test-page.ts';
import { openFontBook } from '../../platform/fonts/font-book.ts';

const nodeModules = join(import.meta.dirname, '../../node_modules');
const fonts = openFontBook(nodeModules);
const wall = Date.UTC(2018, 9, 2, 7, 41);
const printer = printerSettingsSchema.parse({
  id: 'left',
  name: 'Left of desk 2',
  model: 'epson-tm-t88vi',
  language: 'escpos',
  connection: { kind: 'tcp', host: 'fe80::26f5:a2ff:fe1c:9b01', port: 9100 },
  ability: 'confirm',
});
const sheet = testPage(printer, wall);
const layoutOf = (widthDots: number, dotsPerMm: number) => ({
  widthDots,
  dotsPerMm,
  template: rollTemplate(),
});

beforeAll(() => openQrReader(join(nodeModules, 'zxing-wasm/dist/reader/zxing_reader.wasm')));

/** Share of black dots in a rectangle. */
function blackness(bitmap: Bitmap1, left: number, top: number, width: number, height: number) {
  let black = 0;
  for (let y = top; y < top + height; y += 1) {
    for (let x = left; x < left + width; x += 1) if (isBlack(bitmap, x, y)) black += 1;
  }
  return black / (width * height);
}

describe('the sheet of a test print', () => {
  test('is framed to the last dot, as long as a badge, and every script is there', async () => {
    const { bitmap, missingGlyphs } = await renderTestSheet(sheet, layoutOf(576, 8), fonts);
    expect(missingGlyphs).toEqual([]);
    expect([bitmap.width, bitmap.height]).toEqual([576, 800]);
    expect(blackness(bitmap, 0, 0, 576, 2)).toBe(1);
    expect(blackness(bitmap, 0, 798, 576, 2)).toBe(1);
    expect(blackness(bitmap, 0, 0, 2, 800)).toBe(1);
    expect(blackness(bitmap, 574, 0, 2, 800)).toBe(1);
  });

  test('ends with the label that it is printed on, framed there', async () => {
    const label = { ...layoutOf(576, 8), maxRows: 640 };
    const { bitmap } = await renderTestSheet(sheet, label, fonts);
    expect(bitmap.height).toBe(640);
    expect(blackness(bitmap, 0, 638, 576, 2)).toBe(1);
  });

  test('its rulers have a tick a millimetre, and none in between', async () => {
    const { bitmap } = await renderTestSheet(sheet, layoutOf(576, 8), fonts);
    for (let x = 3; x < 574; x += 1) expect(isBlack(bitmap, x, 7)).toBe(x % 8 === 0);
    // Below the arrow of the width.
    for (let y = 64; y < 797; y += 1) {
      expect(isBlack(bitmap, 7, y)).toBe(y % 8 === 0);
      expect(isBlack(bitmap, 576 - 8, y)).toBe(y % 8 === 0);
    }
  });

  test('its QR symbols are read by zbarimg as well', async () => {
    const { bitmap } = await renderTestSheet(sheet, layoutOf(576, 8), fonts);
    const path = join(mkdtempSync(join(tmpdir(), 'lanyard-test-sheet-')), 'sheet.png');
    writeFileSync(path, encodePng(bitmap));
    const read = execFileSync('zbarimg', ['--quiet', '--raw', path], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(read.trim().split('\n').sort()).toEqual(['LANYARD TEST 6', 'LANYARD TEST 8']);
  });

  test.each([
    ['58 mm roll', 384, 8],
    ['300 dpi', 1276, 12],
    ['4 inches', 832, 8],
    ['29 mm labels', 240, 8],
  ])('fits %s: no ink but rulers beside the texts', async (_name, widthDots, dotsPerMm) => {
    const { bitmap } = await renderTestSheet(sheet, layoutOf(widthDots, dotsPerMm), fonts);
    expect(bitmap.width).toBe(widthDots);
    expect(bitmap.height).toBeGreaterThanOrEqual(100 * dotsPerMm);
    // Between the longest tick and its number, below the numbers of the upper edge and the arrow of
    // the width.
    const tick = Math.round(2.3 * dotsPerMm);
    const top = 9 * dotsPerMm;
    const height = bitmap.height - top - 4;
    expect(blackness(bitmap, tick, top, 1, height)).toBe(0);
    expect(blackness(bitmap, widthDots - tick - 1, top, 1, height)).toBe(0);
    // And between the numbers and everything else.
    const numbers = Math.round(4.75 * dotsPerMm);
    expect(blackness(bitmap, numbers - 1, top, 1, height)).toBe(0);
    expect(blackness(bitmap, widthDots - numbers, top, 1, height)).toBe(0);
  });

  test('is drawn on the narrowest printer that can be set up, without the QR that has no room', async () => {
    const { bitmap } = await renderTestSheet(sheet, layoutOf(128, 8), fonts);
    expect(bitmap.width).toBe(128);
  });

  test('the same job gives the same dots; another minute gives others', async () => {
    const first = await renderTestSheet(sheet, layoutOf(576, 8), fonts);
    const again = await renderTestSheet(testPage(printer, wall), layoutOf(576, 8), fonts);
    const later = await renderTestSheet(testPage(printer, wall + 60_000), layoutOf(576, 8), fonts);
    expect(again.sha256).toBe(first.sha256);
    expect(later.sha256).not.toBe(first.sha256);
  });
});
