import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBarcodes } from 'zxing-wasm/reader';
import type { BadgeContent } from '../../../domain/badge.ts';
import { defaultTemplates, rollTemplate } from '../../../domain/default-templates.ts';
import { openFontBook } from '../../../fonts/font-book.ts';
import { fewestDotsPerModule, placeQr, qrSymbol } from '../../../main/printing/render/qr.ts';
import { openQrReader } from '../../../main/printing/render/read-back.ts';
import { renderBadge } from '../../../main/printing/render/render-badge.ts';
import type { BadgeLayout } from '../../../main/printing/render/renderer.ts';
import { createRandom, type Random } from '../../sim/random.ts';
import { portrait } from '../golden/portrait.ts';
import { sampleBadges } from '../sample-badges.ts';
import { type GreyPicture, photograph, toPgm } from './camera.ts';

/** Camera of the acceptance test: pixels a module, and the standard deviation of its noise. */
const pixelsPerModule = 2.5;
const sigma = 10;
/** The letters that badge codes are made of (domain/letters). */
const letters = 'BCDFGHJKLNPRSTVX';

interface Reading {
  badges: number;
  /** Badges whose code each reader has read, and nothing else; ZXing with either of its thresholds. */
  zxing: number;
  zbar: number;
}

/**
 * Draws random badges in every script and built-in template, has a simulated camera take them, and reads them by
 * zbarimg and zxing; the same seed gives the same badges and the same noise.
 */
export async function readRandomBadges(badges: number, seed: number): Promise<Reading> {
  const modules = join(import.meta.dirname, '../../../node_modules');
  await openQrReader(join(modules, 'zxing-wasm/dist/reader/zxing_reader.wasm'));
  const fonts = openFontBook(modules);
  const random = createRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-reading-'));
  const codes: string[] = [];
  let zxing = 0;
  try {
    for (let number = 0; number < badges; number += 1) {
      const content = randomContent(random);
      const layout = randomLayout(random);
      const { bitmap } = await renderBadge(content, layout, fonts);
      const scale = pixelsPerModule / dotsPerModule(layout);
      const picture = photograph(bitmap, scale, sigma, random.next);
      codes.push(content.qrText);
      writeFileSync(join(folder, `${number}.pgm`), toPgm(picture));
      const texts = await readByZxing(picture);
      if (texts.length === 1 && texts[0] === content.qrText) zxing += 1;
    }
    return { badges, zxing, zbar: countReadByZbar(folder, codes) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every text from another sample: names, functions and delegations meet that never met before. */
function randomContent(random: Random): BadgeContent {
  const samples = Object.values(sampleBadges);
  const any = (): BadgeContent => random.pick(samples);
  const name = any();
  const [givenName = '', ...others] = name.printedName.split(' ');
  return {
    ...any(),
    printedName: name.printedName,
    givenName,
    familyName: others.join(' '),
    nativeName: random.next() < 0.7 ? any().nativeName : '',
    jobTitle: random.next() < 0.9 ? any().jobTitle : '',
    delegationName: any().delegationName,
    qrText: `LB${Array.from({ length: 30 }, () => random.pick([...letters])).join('')}`,
    attemptMark: random.next() < 0.2 ? '2' : '',
    training: random.next() < 0.2,
    photo: portrait,
  };
}

function randomLayout(random: Random): BadgeLayout {
  const template = random.pick(defaultTemplates);
  const dotsPerMm = random.pick([8, 12]);
  return { template, dotsPerMm, widthDots: Math.ceil(template.size.width * dotsPerMm) };
}

/** As the badge has them. */
function dotsPerModule({ template, dotsPerMm }: BadgeLayout): number {
  const box = (template.fields.find(({ kind }) => kind === 'qr') ?? rollTemplate.fields[0])?.box;
  if (box === undefined) return fewestDotsPerModule;
  const { x, y } = box;
  const width = Math.round((x + box.width) * dotsPerMm) - Math.round(x * dotsPerMm);
  const height = Math.round((y + box.height) * dotsPerMm) - Math.round(y * dotsPerMm);
  const page = { width: template.size.width * dotsPerMm, height: template.size.height * dotsPerMm };
  const symbol = qrSymbol('LBBCDFGHJKLNPRSTVXBCDFGHJKLNPRST');
  return placeQr(symbol, { left: 0, top: 0, width, height }, page).dotsPerModule;
}

/** ZXing's adaptive threshold first; where that finds nothing, one threshold for the whole picture. */
async function readByZxing(picture: GreyPicture): Promise<string[]> {
  const file = new Uint8Array(toPgm(picture));
  for (const binarizer of ['LocalAverage', 'GlobalHistogram'] as const) {
    const found = await readBarcodes(file, { formats: ['QRCode'], binarizer });
    const texts = found.filter(({ isValid }) => isValid).map(({ text }) => text);
    if (texts.length > 0) return texts;
  }
  return [];
}

/** One process for all pictures; every code is of one badge only. */
function countReadByZbar(folder: string, codes: readonly string[]): number {
  const files = codes.map((_, number) => join(folder, `${number}.pgm`));
  const only = ['-Sdisable', '-Sqrcode.enable'];
  // It ends with 4 where a picture has no code: that is counted, not thrown.
  const { stdout, error } = spawnSync(
    'zbarimg',
    ['--quiet', '--raw', '--nodbus', ...only, ...files],
    {
      encoding: 'utf8',
    },
  );
  if (error !== undefined) throw error;
  const read = stdout.split('\n').filter((line) => line !== '');
  return codes.filter((code) => read.filter((line) => line === code).length === 1).length;
}
