import { join } from 'node:path';
import { print } from 'receiptio';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Bitmap1 } from '../../domain/badges/badge.ts';
import { rollTemplate } from '../../domain/templates/default-templates.ts';
import { encodeEscpos } from '../../main/printing/languages/escpos.ts';
import { encodeStar } from '../../main/printing/languages/star.ts';
import { encodePng } from '../../main/printing/render/bitmap.ts';
import { openQrReader, readQrTexts } from '../../main/printing/render/read-back.ts';
import { renderBadge } from '../../main/printing/render/render-badge.ts';
import type { EncodedJob } from '../../main/printing/transport/transport.ts';
import { openFontBook } from '../../platform/fonts/font-book.ts';
import type { PrinterBody } from '../support/virtual-printer/printer-body.ts';
import { StarPrinter } from '../support/virtual-printer/star/star-printer.ts';
import { ownAddress, serveOverTcp } from '../support/virtual-printer/tcp-server.ts';
import { VirtualPrinter } from '../support/virtual-printer/virtual-printer.ts';
import { sampleBadges } from './sample-badges.ts';

// An independent host program, with encoders for ESC/POS, Star Line Mode and Star Graphic Mode
// (https://github.com/receiptline/receiptio).

const plain = { cut: false, confirmId: null, tellChanges: false, resynchronise: false };

/** 72 dots wide; 100 rows do not fill the last strip. */
const picture: Bitmap1 = {
  width: 72,
  height: 100,
  bits: Uint8Array.from({ length: 900 }, (_, i) => (i * 37 + (i >> 3)) % 256),
};

function bytesOf({ chunks }: EncodedJob): Buffer {
  return Buffer.concat(chunks.map(({ bytes }) => bytes));
}

/** A job with only the picture, as receiptio wants it. */
function documentOf(bitmap: Bitmap1): string {
  return `|{i:${Buffer.from(encodePng(bitmap)).toString('base64')}}`;
}

/** The bytes of the same picture in receiptio's job for that language. */
async function receiptioBytes(language: 'starline' | 'stargraphic'): Promise<Buffer> {
  return Buffer.from(await print(documentOf(picture), `-p ${language} -b 128 -l en`), 'latin1');
}

/** Rows on the paper of a virtual printer after this job. */
function paperOf(printer: PrinterBody, bytes: Uint8Array): Buffer {
  printer.receive(bytes);
  expect(printer.garbage).toBe(0);
  return Buffer.concat(printer.jobs[0]?.rows ?? []);
}

/** Without white rows at the end, which pad the last strip. */
function dotsOf(paper: Uint8Array): string {
  return Buffer.from(paper)
    .toString('hex')
    .replace(/(00)+$/, '');
}

/** Prints a document on our virtual printer with receiptio as host; returns receiptio's outcome. */
async function host(printer: PrinterBody, document: string, options: string): Promise<string> {
  const address = ownAddress();
  const server = await serveOverTcp(printer, { host: address, port: 9100 });
  onTestFinished(() => server.close());
  return print(document, `-d ${address} -l en ${options}`);
}

describe("receiptio's pictures", () => {
  test.each([
    // Between ESC 0 and ESC z 1, which the library puts around each part.
    ['starline', 'bit-image', (part: Uint8Array) => part.subarray(2, -3)],
    ['stargraphic', 'raster', (part: Uint8Array) => part],
  ] as const)('%s: holds our %s rows byte by byte', async (language, graphics, rows) => {
    const job = encodeStar(graphics, picture, plain);
    const ours = bytesOf(job);
    const theirs = await receiptioBytes(language);
    const parts = job.chunks.filter(({ raster }) => raster);
    const own = Buffer.concat(parts.map(({ bytes }) => rows(bytes)));
    expect(own.length).toBeGreaterThan(900);
    expect(theirs.includes(own)).toBe(true);
    // And our virtual printer prints the same dots for both.
    const paper = dotsOf(paperOf(new StarPrinter(), ours));
    expect(dotsOf(paperOf(new StarPrinter(), theirs))).toBe(paper);
    expect(paper).toBe(dotsOf(picture.bits));
  });

  describe('escpos', () => {
    const modules = join(import.meta.dirname, '../../node_modules');
    beforeAll(() => openQrReader(join(modules, 'zxing-wasm/dist/reader/zxing_reader.wasm')));

    test('a badge comes out as ours does, and its code is read from either paper', async () => {
      const content = sampleBadges.everything;
      if (content === undefined) throw new Error('no sample');
      const layout = { widthDots: 576, dotsPerMm: 8, template: rollTemplate() };
      const { bitmap } = await renderBadge(content, layout, openFontBook(modules));
      const theirs = new VirtualPrinter();
      expect(await host(theirs, documentOf(bitmap), '-p escpos -b 128')).toBe('success');
      expect(theirs.garbage).toBe(0);
      const paper = Buffer.concat(theirs.jobs[0]?.rows ?? []);
      expect(
        paper.equals(paperOf(new VirtualPrinter(), bytesOf(encodeEscpos(bitmap, plain)))),
      ).toBe(true);
      expect(paper.equals(bitmap.bits)).toBe(true);
      expect(await readQrTexts({ ...bitmap, bits: paper })).toEqual([content.qrText]);
    });
  });
});

describe('receiptio as host of our virtual Star printer', () => {
  const query = (printer: StarPrinter, options: string): Promise<string> =>
    host(printer, 'badge', `-p starline ${options}`);

  test.each([false, true])('understands its answers (in network frames: %s)', async (framed) => {
    expect(await query(new StarPrinter({ framed }), '-q')).toBe('online');
    const open = new StarPrinter({ framed });
    open.openCover();
    expect(await query(open, '-q')).toBe('coveropen');
    const empty = new StarPrinter({ framed });
    empty.takePaper();
    expect(await query(empty, '-q')).toBe('paperempty');
    const broken = new StarPrinter({ framed });
    broken.setError(true);
    expect(await query(broken, '-q')).toBe('error');
  });

  test('takes the end of a job from it', async () => {
    expect(await query(new StarPrinter(), '')).toBe('success');
  });
});
