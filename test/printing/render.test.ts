import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BadgeContent } from '../../domain/badges/badge.ts';
import { defaultTemplates, rollTemplate } from '../../domain/templates/default-templates.ts';
import { capHeight, smallestName } from '../../domain/templates/name-scale.ts';
import { encodeEscpos } from '../../main/printing/languages/escpos.ts';
import { pictureBytes } from '../../main/printing/languages/thermal-encoder.ts';
import { isBlack } from '../../main/printing/render/bitmap.ts';
import type { NamesBlock } from '../../main/printing/render/names/names-block.ts';
import { openQrReader } from '../../main/printing/render/read-back.ts';
import { renderBadge, verifyQr } from '../../main/printing/render/render-badge.ts';
import type { Renderer } from '../../main/printing/render/renderer.ts';
import type { RendererPaths } from '../../main/printing/render/worker-messages.ts';
import { createWorkerRenderer } from '../../main/printing/render/worker-renderer.ts';
import { openFontBook } from '../../platform/fonts/font-book.ts';
import { decodeToPbm } from '../support/virtual-printer/virtual-printer.ts';
import { capitalsOf, nameLinesOf, namesOn, roomOf } from './names-on.ts';
import { sampleBadges } from './sample-badges.ts';

const nodeModules = join(import.meta.dirname, '../../node_modules');
const paths: RendererPaths = {
  fontFolder: nodeModules,
  qrReaderWasm: join(nodeModules, 'zxing-wasm/dist/reader/zxing_reader.wasm'),
};
const layout = { widthDots: 576, dotsPerMm: 8, template: rollTemplate() };
const fonts = openFontBook(nodeModules);
const samples = Object.entries(sampleBadges);

function sample(name: string, changes: Partial<BadgeContent> = {}): BadgeContent {
  const found = sampleBadges[name];
  if (found === undefined) throw new Error(`no sample ${name}`);
  return { ...found, ...changes };
}

const room = roomOf(rollTemplate());

function arranged(content: BadgeContent): NamesBlock & { used: number } {
  const block = namesOn(rollTemplate(), content, fonts);
  const used = block.blocks.reduce((sum, each) => sum + each.gapBefore + each.text.height, 0);
  return { ...block, used };
}

beforeAll(() => openQrReader(paths.qrReaderWasm));

describe('every sample badge', () => {
  test.each(samples)(
    '%s: nothing is missing, clipped or crowded, the name is the largest',
    async (name, content) => {
      const badge = await renderBadge(content, layout, fonts);
      expect(badge.missingGlyphs).toEqual([]);
      const isSmall = name === 'one-long-word';
      expect(badge.findings.map(({ code }) => code)).toEqual(isSmall ? ['below-smallest'] : []);
      expect([badge.bitmap.width, badge.bitmap.height]).toEqual([576, 800]);
      const plan = arranged(content);
      expect(plan.used).toBeLessThanOrEqual(room.height);
      const largest = Math.max(...plan.blocks.map((block) => block.text.size));
      expect(capitalsOf(plan, 'name')).toBe((largest * capHeight) / 8);
      // Two millimetres on either side of the texts stay white, from below the training mark to the
      // strip.
      const top = content.training ? 60 : 0;
      for (let y = top; y < 720; y += 1) {
        for (let x = 0; x < 16; x += 1) {
          if (isBlack(badge.bitmap, x, y) || isBlack(badge.bitmap, 575 - x, y)) {
            throw new Error(`ink in the margin at ${x}, ${y}`);
          }
        }
      }
    },
  );
});

describe('the name', () => {
  const names = [
    'Maximiliano Fernando de los Ángeles VILLAVICENCIO-SANTOS RIO',
    'Nguyễn Phúc Hồng Minh Thị Bích Phượng Trần Đặng Hoàng Anh Thư',
    'Константин Александрович РОЖДЕСТВЕНСКИЙ-БОГОЯВЛЕНСКИЙ Третий',
    'عبد الرحمن بن عبد العزيز بن محمد بن عبد الله آل الشيخ المنصوري',
  ];
  test.each(names)('%s fits whole, and stays legible', (printedName) => {
    const plan = arranged(sample('head-long', { printedName }));
    expect(Array.from(printedName).length).toBeGreaterThanOrEqual(59);
    const letters = nameLinesOf(plan).join('').replaceAll(' ', '');
    expect(letters).toBe(printedName.replaceAll(' ', ''));
    expect(plan.capitals).toBeGreaterThanOrEqual(smallestName);
  });

  test('a short one has capitals of 9 mm or more, and its delegation 4.2 mm as all', () => {
    const plan = arranged(sample('latin-short'));
    expect(plan.capitals).toBeGreaterThanOrEqual(9);
    expect(Math.round((capitalsOf(plan, 'delegation') ?? 0) * 8)).toBe(34);
  });
});

describe('whatever is long', () => {
  const words = (max: number): fc.Arbitrary<string> =>
    fc
      .array(fc.stringMatching(/^[A-Za-zÀ-ÿ]{1,14}$/), { minLength: 1, maxLength: 26 })
      .map((parts) => parts.join(' ').slice(0, max).trim());

  test('fits: names and functions of 200 characters, native names, long delegations', () => {
    fc.assert(
      fc.property(
        fc.record({
          title: fc.constantFrom('', 'H.E. Ambassador Extraordinary and Plenipotentiary Prof. Dr'),
          printedName: words(200),
          nativeName: fc.oneof(fc.constant(''), words(200)),
          jobTitle: words(200),
          organisation: words(200),
          delegationName: words(160),
          eventName: words(120),
          training: fc.boolean(),
        }),
        (changes) => {
          const plan = arranged(sample('everything', changes));
          expect(plan.fits).toBe(true);
          expect(plan.used).toBeLessThanOrEqual(room.height);
          for (const { text } of plan.blocks) expect(text.size).toBeGreaterThanOrEqual(7);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('characters', () => {
  test('that no font has are reported and left out', async () => {
    const without = await renderBadge(sample('latin-short', { nativeName: '' }), layout, fonts);
    const badge = await renderBadge(sample('latin-short', { nativeName: 'ܡܪܝ😀' }), layout, fonts);
    expect(badge.missingGlyphs).toEqual(['ܡ', 'ܪ', 'ܝ', '😀']);
    expect(badge.sha256).toBe(without.sha256);
  });

  test('of Han take the form of the delegation', async () => {
    const hashes = await Promise.all(
      ['CN', 'JP', 'TW'].map(async (delegation) => {
        const content = sample('japanese', { nativeName: '直骨角', delegation });
        return (await renderBadge(content, layout, fonts)).sha256;
      }),
    );
    expect(new Set(hashes).size).toBe(3);
  });
});

describe('the QR', () => {
  test('that says something else is refused', async () => {
    const badge = await renderBadge(sample('latin-short'), layout, fonts);
    await expect(verifyQr(badge.bitmap, 'LBSOMETHINGELSE')).rejects.toThrow('does not read back');
  });

  test('that is damaged beyond reading is refused', async () => {
    const badge = await renderBadge(sample('latin-short'), layout, fonts);
    const rowBytes = 72;
    const bits = Uint8Array.from(badge.bitmap.bits);
    for (let y = 560; y < 640; y += 1) bits.fill(0, y * rowBytes, (y + 1) * rowBytes);
    const content = sample('latin-short');
    await expect(verifyQr({ ...badge.bitmap, bits }, content.qrText)).rejects.toThrow(
      'does not read back',
    );
  });

  test.runIf(existsSync('/usr/bin/zbarimg'))(
    'is read by zbarimg from the bytes that are sent',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'lanyard-zbar-'));
      for (const [name, content] of samples) {
        const badge = await renderBadge(content, layout, fonts);
        const job = encodeEscpos(badge.bitmap, {
          cut: true,
          confirmId: '0001',
          tellChanges: true,
          resynchronise: false,
        });
        const pbm = decodeToPbm(Buffer.concat(job.chunks.map((chunk) => chunk.bytes)));
        const file = join(folder, `${name}.pbm`);
        writeFileSync(file, pbm ?? '');
        const said = execFileSync('zbarimg', ['--quiet', '--raw', file], { encoding: 'utf8' });
        expect(said.trim(), name).toBe(content.qrText);
      }
    },
    60_000,
  );
});

describe('on a roll of two colours', () => {
  const templates = defaultTemplates().filter(({ id }) => ['roll-80', 'a6-fold'].includes(id));
  test.each(templates)(
    '$id: the strips print in red alone, all else in black, together the same dots',
    async (template) => {
      const content = sample('latin-typical');
      const { bitmap: one } = await renderBadge(content, { ...layout, template }, fonts);
      const twoColours = { ...layout, template, inks: 'black-red' as const };
      const { bitmap: two } = await renderBadge(content, twoColours, fonts);
      const red = two.red ?? new Uint8Array();
      expect(two.bits.map((byte, at) => byte | (red[at] ?? 0))).toEqual(one.bits);
      expect(two.bits.some((byte, at) => (byte & (red[at] ?? 0)) !== 0)).toBe(false);
      const strips = template.fields.filter(({ kind }) => kind === 'strip');
      const height = strips.reduce((sum, { box }) => sum + box.height * layout.dotsPerMm, 0);
      const rowBytes = two.width / 8;
      const redRows = Array.from({ length: two.height }, (_, y) =>
        red.subarray(y * rowBytes, (y + 1) * rowBytes),
      ).filter((row) => row.some((byte) => byte !== 0));
      expect(Math.abs(redRows.length - height)).toBeLessThanOrEqual(strips.length);
    },
  );
});

describe('in a thread', () => {
  let renderer: Renderer;
  beforeAll(() => {
    const script = new URL('../../main/printing/render/worker.ts', import.meta.url);
    renderer = createWorkerRenderer(() => new Worker(script, { workerData: paths }));
  });
  afterAll(() => renderer.close());

  test('the same dots come out as in the main thread', async () => {
    for (const name of ['latin-typical', 'arabic', 'devanagari', 'japanese', 'everything']) {
      const here = await renderBadge(sample(name), layout, fonts);
      const there = await renderer.render(sample(name), layout);
      expect(there.sha256, name).toBe(here.sha256);
      expect(there.bitmap).toEqual(here.bitmap);
    }
  });

  test('the preview is the very bitmap', async () => {
    const badge = await renderer.render(sample('latin-typical'), layout);
    const png = await renderer.toPng(badge.bitmap);
    const image = await loadImage(Buffer.from(png));
    const context = createCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    expect([image.width, image.height]).toEqual([badge.bitmap.width, badge.bitmap.height]);
    for (let i = 0; i < data.length; i += 4) {
      const x = (i / 4) % image.width;
      const y = Math.floor(i / 4 / image.width);
      if ((data[i] === 0) !== isBlack(badge.bitmap, x, y)) throw new Error(`differs at ${x}, ${y}`);
    }
  });

  test('a part of a picture is made before the badges that wait, as it is made here', async () => {
    const ends: string[] = [];
    const badges = ['first', 'second', 'third'].map(async (name) => {
      await renderer.render(sample('latin-typical'), layout);
      ends.push(name);
    });
    const part = {
      width: 64,
      height: 48,
      bits: Uint8Array.from({ length: 384 }, (_, i) => i % 251),
    };
    const commands = await renderer.toCommands('epson', part);
    ends.push('commands');
    await Promise.all(badges);
    expect(Buffer.from(commands).equals(pictureBytes('epson', part))).toBe(true);
    expect(ends.indexOf('commands')).toBeLessThan(ends.indexOf('second'));
  });

  test('a failure is told, and the next badge is drawn', async () => {
    await expect(
      renderer.render(sample('latin-short', { printedName: '😀' }), layout),
    ).rejects.toThrow('no font has any character of the name');
    await expect(renderer.render(sample('latin-short'), layout)).resolves.toBeDefined();
  });

  test('fonts that are not there are named', async () => {
    const script = new URL('../../main/printing/render/worker.ts', import.meta.url);
    const lost = createWorkerRenderer(
      () => new Worker(script, { workerData: { ...paths, fontFolder: '/nowhere' } }),
    );
    await expect(lost.render(sample('latin-short'), layout)).rejects.toThrow(/[\\/]nowhere/);
    await lost.close();
  });

  test('a thread that dies fails its badge and is replaced', async () => {
    const script = new URL('../../main/printing/render/worker.ts', import.meta.url);
    const workers: Worker[] = [];
    const mortal = createWorkerRenderer(() => {
      const worker = new Worker(script, { workerData: paths });
      workers.push(worker);
      return worker;
    });
    const badge = mortal.render(sample('latin-short'), layout);
    await workers[0]?.terminate();
    await expect(badge).rejects.toThrow('render thread');
    await expect(mortal.render(sample('latin-short'), layout)).resolves.toBeDefined();
    expect(workers.length).toBe(2);
    await mortal.close();
  });
});
