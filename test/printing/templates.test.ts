import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BadgeContent, Bitmap1 } from '../../domain/badges/badge.ts';
import { defaultTemplates } from '../../domain/templates/default-templates.ts';
import { isBlack, joinBitmaps, turnBitmap } from '../../main/printing/render/bitmap.ts';
import { openQrReader } from '../../main/printing/render/read-back.ts';
import { renderBadge } from '../../main/printing/render/render-badge.ts';
import type { RenderedBadge } from '../../main/printing/render/renderer.ts';
import { openFontBook } from '../../platform/fonts/font-book.ts';
import { pictureBomb } from '../support/picture-bomb.ts';
import { portrait } from './sample-badges.ts';
import { names, person, template } from './test-template.ts';

const nodeModules = join(import.meta.dirname, '../../node_modules');
const fonts = openFontBook(nodeModules);
beforeAll(() => openQrReader(join(nodeModules, 'zxing-wasm/dist/reader/zxing_reader.wasm')));

const qr = { id: 'qr', kind: 'qr', box: { x: 40, y: 55, width: 28, height: 28 } };
const serial = {
  id: 'serial',
  kind: 'text',
  source: 'serial',
  largest: 12,
  smallest: 8,
  box: { x: 4, y: 70, width: 35, height: 5 },
};

function draw(
  fields: readonly object[],
  changes: Partial<BadgeContent> = {},
  more: object = {},
): Promise<RenderedBadge> {
  const layout = { widthDots: 576, dotsPerMm: 8, template: template(fields, more) };
  return renderBadge(person(changes), layout, fonts);
}

/** Share of inked dots in a box given in millimetres. */
function inkIn(bitmap: Bitmap1, x: number, y: number, width: number, height: number): number {
  let black = 0;
  for (let row = y * 8; row < (y + height) * 8; row += 1) {
    for (let column = x * 8; column < (x + width) * 8; column += 1) {
      if (isBlack(bitmap, column, row)) black += 1;
    }
  }
  return black / (width * height * 64);
}

describe('every built-in template', () => {
  it.each(defaultTemplates().map((each) => [each.id, each] as const))(
    '%s: takes a name of 200 characters, and nobody but a short one',
    async (_id, each) => {
      const widthDots = Math.round(each.size.width * 8);
      const layout = { widthDots, dotsPerMm: 8, template: each, bothSides: true };
      const long = 'Maximiliano Fernando de los Ángeles '.repeat(6).slice(0, 200).trim();
      for (const printedName of [long, 'Bo']) {
        const empty = { title: '', nativeName: '', jobTitle: '', delegationName: '', zones: '' };
        const badge = await renderBadge(person({ ...empty, printedName }), layout, fonts);
        expect(badge.findings.filter(({ code }) => code === 'cut')).toEqual([]);
        const sides = each.sides === 'one' ? 1 : 2;
        expect([badge.bitmap.width, badge.bitmap.height]).toEqual([
          widthDots,
          Math.round(each.size.height * 8) * sides,
        ]);
      }
    },
  );
});

describe('the organisation as a text of its own', () => {
  const organisation = {
    id: 'organisation',
    kind: 'text',
    source: 'organisation',
    largest: 14,
    smallest: 8,
    lines: 2,
    box: { x: 4, y: 58, width: 35, height: 10 },
  };

  it('is drawn, as small as it must be, with a finding where that is too small', async () => {
    const ink = async (text: string) => {
      const { bitmap, findings } = await draw([names, qr, organisation], { organisation: text });
      return { ink: inkIn(bitmap, 4, 58, 35, 10), codes: findings.map(({ code }) => code) };
    };
    expect(await ink('')).toEqual({ ink: 0, codes: [] });
    expect((await ink('Douane')).ink).toBeGreaterThan(0.02);
    expect((await ink('Customs and Indirect Taxes Department')).codes).toEqual([]);
    expect((await ink('General Directorate of Customs '.repeat(5))).codes).toEqual([
      'below-smallest',
    ]);
  });
});

describe('the marks that the engine draws', () => {
  it('are on every template: training at the top, a second print beside the serial', async () => {
    const plain = await draw([names, qr, serial]);
    const marked = await draw([names, qr, serial], { training: true, attemptMark: '2' });
    expect(inkIn(plain.bitmap, 0, 0, 72, 5)).toBe(0);
    expect(inkIn(marked.bitmap, 0, 0, 72, 5)).toBeGreaterThan(0.6);
    expect(marked.findings).toEqual([]);
    // Letters are thin; the mark is a black field with a digit.
    const blackest = (bitmap: Bitmap1): number =>
      Math.max(...Array.from({ length: 32 }, (_, x) => inkIn(bitmap, 4 + x, 71, 4, 4)));
    expect(blackest(marked.bitmap)).toBeGreaterThan(blackest(plain.bitmap) + 0.15);
  });

  it('stand in the emptiest corner where there is no serial', async () => {
    const { bitmap } = await draw([names, qr], { attemptMark: '2' });
    expect(inkIn(bitmap, 64, 2, 6, 6)).toBeGreaterThan(0.4);
  });
});

describe('rules per category', () => {
  const zones = {
    id: 'zones',
    kind: 'text',
    source: 'zones',
    largest: 14,
    smallest: 8,
    box: { x: 4, y: 60, width: 30, height: 6 },
  };
  const rules = [{ category: 'delegate', zones: 'A B C', hides: ['serial'] }];
  it('give zones and hide fields, for that category only', async () => {
    const ruled = await draw([names, qr, serial, zones], {}, { rules });
    const other = await draw([names, qr, serial, zones], { category: 'press' }, { rules });
    const inked = ({ bitmap }: RenderedBadge): boolean[] => [
      inkIn(bitmap, 4, 60, 30, 6) > 0,
      inkIn(bitmap, 4, 70, 35, 5) > 0,
    ];
    expect(inked(ruled)).toEqual([true, false]);
    expect(inked(other)).toEqual([false, true]);
  });
});

describe('a folded badge', () => {
  it('has its back above its front, upside down', async () => {
    const back = { ...serial, id: 'back', side: 'back' };
    const { bitmap } = await draw([names, qr, back], {}, { sides: 'fold' });
    const flat = await draw([names, qr]);
    const turned = turnBitmap((await draw([names, qr, serial])).bitmap);
    expect(bitmap.height).toBe(2 * flat.bitmap.height);
    expect(bitmap.bits.subarray(flat.bitmap.bits.length)).toEqual(flat.bitmap.bits);
    // The serial's box at (4, 70) of the back is at (72 − 4 − 35, 90 − 70 − 5) of the picture.
    expect(inkIn(bitmap, 33, 15, 35, 5)).toBe(inkIn(turned, 33, 15, 35, 5));
    expect(inkIn(bitmap, 33, 15, 35, 5)).toBeGreaterThan(0);
  });

  it('turned twice is as it was, whatever its width', () => {
    const odd: Bitmap1 = { width: 11, height: 2, bits: Uint8Array.of(0x80, 0x20, 0x01, 0xc0) };
    expect(turnBitmap(turnBitmap(odd))).toEqual(odd);
    expect(isBlack(turnBitmap(odd), 10, 1)).toBe(true);
    expect(joinBitmaps(odd, odd).bits).toEqual(Uint8Array.of(...odd.bits, ...odd.bits));
  });
});

describe('pictures', () => {
  const photo = { id: 'photo', kind: 'photo', box: { x: 4, y: 55, width: 20, height: 26 } };
  it('a portrait changes no dot outside of its field, and shows greys inside', async () => {
    const without = await draw([names, qr, photo]);
    const { bitmap, findings } = await draw([names, qr, photo], { photo: portrait });
    expect(findings).toEqual([]);
    expect(inkIn(without.bitmap, 4, 55, 20, 26)).toBe(0);
    const ink = inkIn(bitmap, 4, 55, 20, 26);
    expect(ink).toBeGreaterThan(0.2);
    expect(ink).toBeLessThan(0.7);
    for (let y = 0; y < bitmap.height; y += 1) {
      for (let x = 0; x < bitmap.width; x += 1) {
        const inside = x >= 32 && x < 192 && y >= 440 && y < 648;
        if (!inside && isBlack(bitmap, x, y) !== isBlack(without.bitmap, x, y)) {
          throw new Error(`a dot of the portrait at ${x}, ${y}`);
        }
      }
    }
  });

  it('a portrait that cannot be read leaves its field white, and is told', async () => {
    const broken = { sha256: '0'.repeat(64), picture: new Uint8Array([1, 2, 3]) };
    const { bitmap, findings } = await draw([names, qr, photo], { photo: broken });
    expect(findings).toEqual([{ field: 'photo', code: 'photo-unreadable', points: null }]);
    expect(inkIn(bitmap, 4, 55, 20, 26)).toBe(0);
  });

  it('a logo stands in its box; one that is no picture is named', async () => {
    const canvas = createCanvas(40, 20);
    canvas.getContext('2d').fillRect(0, 0, 40, 20);
    const png = canvas.toBuffer('image/png').toString('base64');
    const logo = { id: 'logo', kind: 'logo', png, box: { x: 4, y: 4, width: 20, height: 12 } };
    const { bitmap } = await draw([names, qr, logo]);
    // As wide as its box, 10 mm high in the middle of 12.
    expect(inkIn(bitmap, 4, 5, 20, 10)).toBe(1);
    expect(inkIn(bitmap, 4, 4, 20, 1)).toBe(0);
    await expect(draw([names, qr, { ...logo, png: 'AAAA' }])).rejects.toThrow('"logo"');
  });
});

describe('a picture of 18 kB that decodes to 576 MB', () => {
  const bomb = pictureBomb(12_000);

  it('is no logo: the badge is refused before it is decoded', async () => {
    const png = bomb.toString('base64');
    const logo = { id: 'logo', kind: 'logo', png, box: { x: 4, y: 4, width: 20, height: 12 } };
    await expect(draw([names, qr, logo])).rejects.toThrow('"logo"');
  });

  it('is no portrait: its field stays white', async () => {
    const photo = { id: 'photo', kind: 'photo', box: { x: 4, y: 55, width: 20, height: 26 } };
    const { bitmap, findings } = await draw([names, qr, photo], {
      photo: { sha256: '0'.repeat(64), picture: new Uint8Array(bomb) },
    });
    expect(findings).toEqual([{ field: 'photo', code: 'photo-unreadable', points: null }]);
    expect(inkIn(bitmap, 4, 55, 20, 26)).toBe(0);
  });
});

describe('what does not fit', () => {
  it('is told by field', async () => {
    const low = { ...serial, smallest: 11, box: { ...serial.box, width: 15 } };
    const { findings } = await draw([names, qr, low]);
    expect(findings).toMatchObject([{ field: 'serial', code: 'below-smallest' }]);
    const tiny = { ...serial, box: { ...serial.box, width: 2, height: 2 } };
    expect((await draw([names, qr, tiny])).findings).toMatchObject([
      { field: 'serial', code: 'cut' },
    ]);
    const small = { ...qr, box: { ...qr.box, width: 20, height: 20 } };
    expect((await draw([names, small])).findings).toMatchObject([
      { field: 'qr', code: 'qr-too-large' },
    ]);
  });

  it('a template without a QR is refused before it prints', async () => {
    await expect(draw([names])).rejects.toThrow('does not read back');
  });

  it('a printer narrower than the badge prints its middle', async () => {
    const layout = { widthDots: 560, dotsPerMm: 8, template: template([names, qr]) };
    const { bitmap } = await renderBadge(person(), layout, fonts);
    const whole = await draw([names, qr]);
    expect(bitmap.width).toBe(560);
    for (let y = 0; y < bitmap.height; y += 7) {
      for (let x = 0; x < 560; x += 1) {
        expect(isBlack(bitmap, x, y)).toBe(isBlack(whole.bitmap, x + 8, y));
      }
    }
  });
});
