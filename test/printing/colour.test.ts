import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BadgeContent, Bitmap1 } from '../../domain/badges/badge.ts';
import { printerSettingsSchema } from '../../domain/printing/print-job.ts';
import type { Inks } from '../../domain/templates/badge-template.ts';
import { cardWithBack } from '../../domain/templates/card-templates.ts';
import { rollTemplate } from '../../domain/templates/default-templates.ts';
import { layoutOf } from '../../main/printing/prepare.ts';
import { encodePng, isBlack, turnBitmap } from '../../main/printing/render/bitmap.ts';
import { openQrReader } from '../../main/printing/render/read-back.ts';
import { renderBadge } from '../../main/printing/render/render-badge.ts';
import { openFontBook } from '../../platform/fonts/font-book.ts';
import { portrait } from './sample-badges.ts';
import { names, person, template } from './test-template.ts';

const nodeModules = join(import.meta.dirname, '../../node_modules');
const fonts = openFontBook(nodeModules);
beforeAll(() => openQrReader(join(nodeModules, 'zxing-wasm/dist/reader/zxing_reader.wasm')));

const blue = '#1f4fd8';
const red = '#b3192a';
const qr = { id: 'qr', kind: 'qr', box: { x: 40, y: 52, width: 28, height: 28 } };
const strip = { id: 'strip', kind: 'strip', box: { x: 0, y: 81, width: 72, height: 9 } };
const bar = { id: 'bar', kind: 'rule', box: { x: 5, y: 12, width: 20, height: 4 } };
const photo = { id: 'photo', kind: 'photo', box: { x: 5, y: 52, width: 20, height: 26 } };

async function draw(
  fields: readonly object[],
  inks: Inks,
  changes: Partial<BadgeContent> = {},
  more: object = {},
): Promise<Bitmap1> {
  const layout = { widthDots: 576, dotsPerMm: 8, template: template(fields, more) };
  return (await renderBadge(person(changes), { ...layout, inks, bothSides: true }, fonts)).bitmap;
}

/** Reads the printed colour of a dot, given in millimetres: `#1f4fd8`. */
async function inkReader(bitmap: Bitmap1): Promise<(x: number, y: number) => string> {
  const image = await loadImage(Buffer.from(encodePng(bitmap)));
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return (x, y) => {
    const at = (Math.round(y * 8) * bitmap.width + Math.round(x * 8)) * 4;
    return `#${Buffer.from(data.subarray(at, at + 3)).toString('hex')}`;
  };
}

function plainPng(colour: string): Uint8Array<ArrayBuffer> {
  const canvas = createCanvas(8, 8);
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, 8, 8);
  return Uint8Array.from(canvas.toBuffer('image/png'));
}

describe('a badge in black', () => {
  it('is the same dots, whatever colours its template has', async () => {
    const plain = await draw([names, qr, strip, bar], 'black');
    const coloured = [names, strip, bar].map((field) => ({ ...field, colour: blue }));
    expect(await draw([...coloured, qr], 'black')).toEqual(plain);
    expect(plain.colours).toBeUndefined();
  });

  it('is what a colour printer gets of a template without colours', async () => {
    const inColour = await draw([names, qr, strip, photo], 'colour', { photo: portrait });
    expect(inColour).toEqual(await draw([names, qr, strip, photo], 'black', { photo: portrait }));
  });

  it('shows a red logo, which is as bright in red as paper is', async () => {
    const png = Buffer.from(plainPng('#ff0000')).toString('base64');
    const logo = { id: 'logo', kind: 'logo', png, box: { x: 5, y: 55, width: 10, height: 10 } };
    expect(isBlack(await draw([names, qr, logo], 'black'), 80, 480)).toBe(true);
    const kept = await draw([names, qr, { ...logo, inColour: true }], 'colour');
    expect((await inkReader(kept))(10, 60)).toBe('#ff0000');
  });
});

describe('a badge in colour', () => {
  it('has each field in its colour, and all else in the dots of the black form', async () => {
    const fields = [{ ...names, colour: red }, qr, { ...strip, colour: blue }, bar];
    const bitmap = await draw(fields, 'colour');
    expect(bitmap.bits).toEqual((await draw(fields, 'black')).bits);
    const inkAt = await inkReader(bitmap);
    expect(inkAt(1, 82)).toBe(blue);
    expect(inkAt(6, 13)).toBe('#000000');
    const inNames = new Set<string>();
    for (let y = 20; y < 50; y += 0.125)
      for (let x = 5; x < 67; x += 0.125) inNames.add(inkAt(x, y));
    expect(inNames).toContain(red);
    expect(inNames).not.toContain('#000000');
    // Every dot of the QR code is black or white: a driver would print greys as coloured dots.
    for (let y = 52; y < 80; y += 0.125) {
      for (let x = 40; x < 68; x += 0.125) {
        const black = isBlack(bitmap, Math.round(x * 8), Math.round(y * 8));
        expect(inkAt(x, y)).toBe(black ? '#000000' : '#ffffff');
      }
    }
  });

  it('gives the strip the colour of its category', async () => {
    const rules = [{ category: 'delegate', colour: red }];
    const fields = [names, qr, { ...strip, colour: blue }];
    const delegate = await inkReader(await draw(fields, 'colour', {}, { rules }));
    const press = await inkReader(await draw(fields, 'colour', { category: 'press' }, { rules }));
    expect([delegate(1, 82), press(1, 82)]).toEqual([red, blue]);
  });

  it('writes on a light strip in black', async () => {
    const inkAt = await inkReader(
      await draw([names, qr, { ...strip, colour: '#ffd200' }], 'colour'),
    );
    const row = Array.from({ length: 576 }, (_, x) => inkAt(x / 8, 85.5));
    expect(row).toContain('#000000');
    expect(row).not.toContain('#ffffff');
  });

  it('keeps the colours of a portrait that is switched to them', async () => {
    const face = { sha256: 'f'.repeat(64), picture: plainPng('#c08060') };
    const inColour = { ...photo, inColour: true };
    const kept = await inkReader(await draw([names, qr, inColour], 'colour', { photo: face }));
    expect(kept(15, 60)).toBe('#c08060');
    expect(kept(5, 60)).toBe('#000000');
    const dithered = await inkReader(await draw([names, qr, photo], 'colour', { photo: face }));
    expect(['#000000', '#ffffff']).toContain(dithered(15, 60));
  });

  it('keeps the marks of training and of a second print on top of coloured fields', async () => {
    const flood = { ...bar, colour: blue, box: { x: 0, y: 0, width: 72, height: 50 } };
    const inkAt = await inkReader(await draw([flood, names, qr], 'colour', { training: true }));
    expect([inkAt(1, 1), inkAt(1, 30)]).toEqual(['#000000', blue]);
  });
});

describe('a roll of black and red', () => {
  it('turns red what the template makes red, and a strip only if it is not blue', async () => {
    const fields = [names, qr, { ...strip, colour: blue }, { ...bar, colour: red }];
    const { bits, red: plane = new Uint8Array() } = await draw(fields, 'black-red');
    const all = await draw(fields, 'black');
    expect(bits.map((byte, at) => byte | (plane[at] ?? 0))).toEqual(all.bits);
    const dots = { ...all, bits: plane };
    expect([isBlack(dots, 48, 104), isBlack(dots, 8, 656)]).toEqual([true, false]);
  });
});

describe('a card of two sides', () => {
  const backBar = { ...bar, id: 'back', side: 'back', colour: red };
  const card = [names, qr, backBar];

  it('has its back upright above its front, and only its front on a printer for one side', async () => {
    const both = await draw(card, 'colour', {}, { sides: 'two' });
    expect([both.height, both.backRows]).toEqual([1440, 720]);
    expect((await inkReader(both))(6, 13)).toBe(red);
    const layout = { widthDots: 576, dotsPerMm: 8, template: template(card, { sides: 'two' }) };
    const { bitmap } = await renderBadge(person(), { ...layout, inks: 'colour' }, fonts);
    expect([bitmap.height, bitmap.backRows]).toEqual([720, undefined]);
    expect(both.bits.subarray(bitmap.bits.length)).toEqual(bitmap.bits);
  });

  it('differs from a fold, whose back is upside down in colour too', async () => {
    const fold = await draw(card, 'colour', {}, { sides: 'fold' });
    expect(fold.backRows).toBeUndefined();
    expect((await inkReader(fold))(72 - 6, 90 - 13)).toBe(red);
    const both = await draw(card, 'black', {}, { sides: 'two' });
    const back = { ...both, height: 720, bits: both.bits.subarray(0, both.bits.length / 2) };
    expect(fold.bits.subarray(0, fold.bits.length / 2)).toEqual(turnBitmap(back).bits);
  });
});

describe('the layout of a printer', () => {
  const driver = (settings?: object) =>
    printerSettingsSchema.parse({
      id: 'cards',
      name: 'Cards',
      language: 'driver',
      connection: { kind: 'system', queue: 'cards' },
      ability: 'blind',
      ...(settings === undefined ? {} : { driver: settings }),
    });

  it('is black on one side, unless its driver was set up for more', () => {
    const card = cardWithBack('protocol');
    expect(layoutOf(driver(), card)).toMatchObject({ inks: 'black', bothSides: false });
    expect(layoutOf(driver({ colour: true, bothSides: true }), card)).toMatchObject({
      inks: 'colour',
      bothSides: true,
      // A test sheet ends with the card.
      maxRows: 432,
    });
    expect(layoutOf(driver(), rollTemplate()).maxRows).toBeUndefined();
  });

  it('is refused for a printer without a driver', () => {
    const parsed = printerSettingsSchema.safeParse({
      ...driver({ colour: true, bothSides: false }),
      language: 'escpos',
      connection: { kind: 'tcp', host: '192.0.2.1' },
    });
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(['driver']);
  });
});
