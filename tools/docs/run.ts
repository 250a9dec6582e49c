// npm run docs: writes the generated pages of docs/.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../runtime.mjs';
import { madePages } from './pages.ts';

for (const [name, content] of await madePages()) {
  const path = join(root, 'docs', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  console.log(`docs/${name}`);
}
