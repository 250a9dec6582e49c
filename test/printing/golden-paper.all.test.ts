import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Bitmap1 } from '../../domain/badges/badge.ts';
import { encodeEscpos } from '../../main/printing/languages/escpos.ts';
import { encodeStar } from '../../main/printing/languages/star.ts';
import { openQrReader, readQrTexts } from '../../main/printing/render/read-back.ts';
import { renderBadge } from '../../main/printing/render/render-badge.ts';
import type { EncodedJob } from '../../main/printing/transport/transport.ts';
import { openFontBook } from '../../platform/fonts/font-book.ts';
import type { PrinterBody } from '../support/virtual-printer/printer-body.ts';
import { StarPrinter } from '../support/virtual-printer/star/star-printer.ts';
import { toPbm, VirtualPrinter } from '../support/virtual-printer/virtual-printer.ts';
import { goldenBadges } from './golden/golden-badges.ts';

const modules = join(import.meta.dirname, '../../node_modules');
const options = { cut: true, confirmId: null, tellChanges: false, resynchronise: false };

/** Each encoding for thermal printers, with a printer that understands it. */
const ways: Record<string, (bitmap: Bitmap1) => [EncodedJob, PrinterBody]> = {
  'ESC/POS': (bitmap) => [encodeEscpos(bitmap, options), new VirtualPrinter()],
  'Star, bit image': (bitmap) => [encodeStar('bit-image', bitmap, options), new StarPrinter()],
  'Star, raster': (bitmap) => [encodeStar('raster', bitmap, options), new StarPrinter()],
};

let folder: string;
const badges: { name: string; qrText: string; bitmap: Bitmap1 }[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-paper-'));
  await openQrReader(join(modules, 'zxing-wasm/dist/reader/zxing_reader.wasm'));
  const fonts = openFontBook(modules);
  for (const { name, content, layout } of goldenBadges()) {
    const { bitmap } = await renderBadge(content, layout, fonts);
    badges.push({ name, qrText: content.qrText, bitmap });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(Object.entries(ways))(
  '%s: every golden badge has its dots on paper, and either reader reads its code there',
  { timeout: 300_000 },
  async (_, encode) => {
    const files: string[] = [];
    for (const { name, qrText, bitmap } of badges) {
      const [{ chunks }, printer] = encode(bitmap);
      for (const { bytes } of chunks) printer.receive(bytes);
      expect(printer.garbage, name).toBe(0);
      const paper = Buffer.concat(printer.jobs[0]?.rows ?? []);
      const { width, height, bits } = bitmap;
      // The last strip of a bit image is padded with white.
      expect(paper.subarray(0, bits.length).equals(bits), name).toBe(true);
      expect(
        paper.subarray(bits.length).every((byte) => byte === 0),
        name,
      ).toBe(true);
      expect(await readQrTexts({ width, height, bits: paper }), name).toEqual([qrText]);
      const file = join(folder, `${files.length}.pbm`);
      writeFileSync(file, toPbm([paper], Math.ceil(width / 8)));
      files.push(file);
    }
    // In one process: zbarimg reads its configuration at each start.
    const { stdout } = spawnSync('zbarimg', ['--quiet', '--raw', '--nodbus', ...files], {
      encoding: 'utf8',
    });
    expect(stdout.trim().split('\n')).toEqual(badges.map(({ qrText }) => qrText));
  },
);
