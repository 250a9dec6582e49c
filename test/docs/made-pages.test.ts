import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { madePages } from '../../tools/docs/pages.ts';
import { root } from '../../tools/runtime.mjs';

test('the pages that are made from the code are what the code gives', async () => {
  for (const [name, content] of await madePages()) {
    const page = readFileSync(join(root, 'docs', name));
    const isSame = page.equals(Buffer.from(content));
    expect(isSame, `docs/${name}: make it again with npm run docs`).toBe(true);
  }
  // It reads the imports of every file of the product.
}, 120_000);
