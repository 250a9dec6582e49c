/** `npm run docs`: writes the pages of docs/ that are made from the code. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../runtime.mjs';
import { madePages } from './pages.ts';

for (const [name, text] of await madePages()) {
  writeFileSync(join(root, 'docs', name), text);
  console.log(`docs/${name}`);
}
