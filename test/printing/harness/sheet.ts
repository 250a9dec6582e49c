/** Writes a contact sheet of the sample badges to a folder: `node test/printing/harness/sheet.ts DIR`. For human eyes. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { rollTemplate } from '../../../domain/default-templates.ts';
import { openFontBook } from '../../../fonts/font-book.ts';
import { encodePng } from '../../../main/printing/render/bitmap.ts';
import { openQrReader } from '../../../main/printing/render/read-back.ts';
import { renderBadge } from '../../../main/printing/render/render-badge.ts';
import { sampleBadges } from '../sample-badges.ts';

const folder = process.argv[2] ?? '/tmp/badges';
const nodeModules = join(import.meta.dirname, '../../../node_modules');
mkdirSync(folder, { recursive: true });
await openQrReader(join(nodeModules, 'zxing-wasm/dist/reader/zxing_reader.wasm'));
const fonts = openFontBook(nodeModules);
const pngs: Uint8Array[] = [];
for (const [name, content] of Object.entries(sampleBadges)) {
  const begin = performance.now();
  const badge = await renderBadge(
    content,
    { widthDots: 576, dotsPerMm: 8, template: rollTemplate },
    fonts,
  );
  const milliseconds = (performance.now() - begin).toFixed(1);
  console.log(`${name}: ${milliseconds} ms, missing ${JSON.stringify(badge.missingGlyphs)}`);
  const png = encodePng(badge.bitmap);
  writeFileSync(join(folder, `${name}.png`), png);
  pngs.push(png);
}
const perSheet = 8;
for (let begin = 0; begin < pngs.length; begin += perSheet) {
  const canvas = createCanvas(4 * 600, 2 * 824);
  const context = canvas.getContext('2d');
  context.fillStyle = '#888';
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const [i, png] of pngs.slice(begin, begin + perSheet).entries()) {
    context.drawImage(
      await loadImage(Buffer.from(png)),
      12 + (i % 4) * 600,
      12 + Math.floor(i / 4) * 824,
    );
  }
  writeFileSync(join(folder, `sheet-${begin / perSheet + 1}.png`), canvas.toBuffer('image/png'));
}
