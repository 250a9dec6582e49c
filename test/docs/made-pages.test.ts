import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { madePages } from '../../tools/docs/pages.ts';
import { root } from '../../tools/runtime.mjs';

test('the pages that are made from the code are what the code gives', async () => {
  for (const [name, text] of await madePages()) {
    const page = readFileSync(join(root, 'docs', name), 'utf8');
    expect(page, `docs/${name}: make it anew with npm run docs`).toBe(text);
  }
  // It reads the imports of every file of the product.
}, 120_000);
