import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openQrReader } from '../../main/printing/render/read-back.ts';
import { renderBadge } from '../../main/printing/render/render-badge.ts';
import { openFontBook } from '../../platform/fonts/font-book.ts';
import { goldenBadges } from './golden/golden-badges.ts';

const nodeModules = join(import.meta.dirname, '../../node_modules');
const golden = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'golden/golden.json'), 'utf8')));

beforeAll(() => openQrReader(join(nodeModules, 'zxing-wasm/dist/reader/zxing_reader.wasm')));

describe('golden badges', () => {
  it('come out dot by dot as they did (harness/golden-hashes.ts writes them anew)', async () => {
    const fonts = openFontBook(nodeModules);
    const hashes: Record<string, string> = {};
    for (const { name, content, layout } of goldenBadges()) {
      const badge = await renderBadge(content, layout, fonts);
      hashes[name] = badge.sha256;
      expect(badge.missingGlyphs, name).toEqual([]);
    }
    expect(hashes).toEqual(golden);
  });
});
