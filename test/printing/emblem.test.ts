import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BadgeContent, Bitmap1 } from '../../domain/badges/badge.ts';
import { isBlack } from '../../main/printing/render/bitmap.ts';
import { fitBadge } from '../../main/printing/render/fit-badge.ts';
import { openQrReader } from '../../main/printing/render/read-back.ts';
import { renderBadge } from '../../main/printing/render/render-badge.ts';
import { openFontBook } from '../../platform/fonts/font-book.ts';
import { sampleEmblem } from '../support/sample-emblem.ts';
import { names, person, template } from './test-template.ts';

const nodeModules = join(import.meta.dirname, '../../node_modules');
const fonts = openFontBook(nodeModules);
beforeAll(() => openQrReader(join(nodeModules, 'zxing-wasm/dist/reader/zxing_reader.wasm')));

const qr = { id: 'qr', kind: 'qr', box: { x: 40, y: 55, width: 28, height: 28 } };
const event = {
  id: 'event',
  kind: 'text',
  source: 'event',
  largest: 14,
  smallest: 8,
  lines: 2,
  box: { x: 5, y: 4, width: 62, height: 10 },
};

async function draw(emblem: string | null, fields: readonly object[] = [event]): Promise<Bitmap1> {
  const content: BadgeContent = person({ emblem });
  const layout = { widthDots: 576, dotsPerMm: 8, template: template([...fields, names, qr]) };
  const { bitmap, findings } = await renderBadge(content, layout, fonts);
  expect(fitBadge(content, layout, fonts).findings).toEqual(findings);
  return bitmap;
}

/** Number of black dots in a box given in millimetres. */
function ink(bitmap: Bitmap1, x: number, y: number, width: number, height: number): number {
  let black = 0;
  for (let row = y * 8; row < (y + height) * 8; row += 1) {
    for (let column = x * 8; column < (x + width) * 8; column += 1) {
      if (isBlack(bitmap, column, row)) black += 1;
    }
  }
  return black;
}

/** A square of tones from left to right, as a PNG in base64. */
function tones(...colours: readonly string[]): string {
  const context = createCanvas(300, 300).getContext('2d');
  for (const [at, colour] of colours.entries()) {
    context.fillStyle = colour;
    context.fillRect((at * 300) / colours.length, 0, 300 / colours.length, 300);
  }
  return context.canvas.toBuffer('image/png').toString('base64');
}

describe('the emblem of the event', () => {
  it('stands before its name, as high as the field; without one the name takes its place', async () => {
    const without = await draw(null);
    const shown = await draw(tones('#000000'));
    // 10 mm on each side, then 2 mm of white.
    expect(ink(shown, 5, 4, 10, 10)).toBe(6_400);
    expect(ink(shown, 15, 4, 2, 10)).toBe(0);
    expect(ink(shown, 17, 4, 50, 10)).toBeGreaterThan(500);
    expect(ink(without, 5, 4, 2, 10)).toBeGreaterThan(0);
  });

  it('of one colour is traced, whatever the colour; one of more tones is dithered', async () => {
    for (const colour of ['#1f4fd8', '#e0a100', '#c00000']) {
      expect(ink(await draw(tones(colour, '#ffffff')), 5, 4, 5, 10), colour).toBe(3_200);
    }
    const many = await draw(tones('#000000', '#777777', '#bbbbbb', '#ffffff', '#555555'));
    const part = ink(many, 7, 4, 2, 10) / 1_280;
    expect(part).toBeGreaterThan(0.1);
    expect(part).toBeLessThan(0.9);
  });

  it('takes at most 36 % of the field, and no field that is too low for it', async () => {
    const wide = createCanvas(900, 100);
    wide.getContext('2d').fillRect(0, 0, 900, 100);
    const shown = await draw(wide.toBuffer('image/png').toString('base64'));
    expect(ink(shown, 5, 8, 22, 2)).toBeGreaterThan(2_700);
    const low = { ...event, box: { ...event.box, height: 5 } };
    expect(await draw(tones('#000000'), [low])).toEqual(await draw(null, [low]));
  });

  it('gives way to a name that would be too small beside it', async () => {
    const narrow = { ...event, smallest: 12, lines: 1, box: { ...event.box, width: 62 } };
    expect(await draw(tones('#000000'), [narrow])).toEqual(await draw(null, [narrow]));
  });

  it('gives way to a logo of the template', async () => {
    const logo = {
      id: 'logo',
      kind: 'logo',
      png: tones('#000000'),
      box: { x: 5, y: 60, width: 10, height: 10 },
    };
    const fields = [event, logo];
    expect(await draw(sampleEmblem(), fields)).toEqual(await draw(null, fields));
  });

  it('that is no picture is left out, and the badge is drawn', async () => {
    const none = await draw(null);
    expect(await draw(Buffer.from('no picture').toString('base64'))).toEqual(none);
    const broken = sampleEmblem().slice(0, 400);
    expect((await draw(broken)).width).toBe(none.width);
  });
});
