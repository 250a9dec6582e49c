// npm run docs: writes the generated pages of docs/.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../runtime.mjs';
import { madePages } from './pages.ts';

for (const [name, text] of await madePages()) {
  writeFileSync(join(root, 'docs', name), text);
  console.log(`docs/${name}`);
}
