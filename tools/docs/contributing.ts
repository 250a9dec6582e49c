import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../runtime.mjs';
import { layerRows } from './layer-graph.ts';
import { tableOf } from './markdown.ts';

const begin = '<!-- layers: npm run docs -->';
const end = '<!-- /layers -->';

/**
 * CONTRIBUTING.md with the table of layers made from the code.
 *
 * @throws Error when the table's two marks are missing
 */
export async function contributingPage(): Promise<string> {
  const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error('CONTRIBUTING.md has no marks around its table');
  const { head, rows } = await layerRows();
  return `${page.slice(0, from)}${begin}\n\n${tableOf(head, rows)}\n\n${page.slice(to)}`;
}
