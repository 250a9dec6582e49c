// Prints the hash of every golden badge as JSON: `node test/printing/harness/golden-hashes.ts
// NODE_MODULES`. After an intended and checked change of the drawing:
// `node test/printing/harness/golden-hashes.ts node_modules > test/printing/golden/golden.json`.
import { join, resolve } from 'node:path';
import { openQrReader } from '../../../main/printing/render/read-back.ts';
import { renderBadge } from '../../../main/printing/render/render-badge.ts';
import { openFontBook } from '../../../platform/fonts/font-book.ts';
import { goldenBadges } from '../golden/golden-badges.ts';

const modules = resolve(process.argv[2] ?? 'node_modules');
await openQrReader(join(modules, 'zxing-wasm/dist/reader/zxing_reader.wasm'));
const fonts = openFontBook(modules);
const hashes: Record<string, string> = {};
for (const { name, content, layout } of goldenBadges()) {
  const badge = await renderBadge(content, layout, fonts);
  hashes[name] = badge.sha256;
  // Yields, so that memory is freed.
  await new Promise((done) => setImmediate(done));
}
process.stdout.write(`${JSON.stringify(hashes, null, 2)}\n`);
