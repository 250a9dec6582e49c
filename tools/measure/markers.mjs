// Words that style.md replaces, where English engineers would use another: how many texts hold one.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/paths.mjs';

export const markers =
  /\b(tells|told|by itself|by themselves|whoever|whom|somebody|anybody|word of|words of|stands? in for|anew|all the same|goes on|go on|serves once|puts? aside|shut out|persons|telephone|of its own accord|matters that|weighty|wish|patience|lies|lie there|stands|tells nothing|takes? out|good for)\b/i;

/** Files with labels of the interface, in English. */
const labelFiles = [
  'renderer/kit/words/en.json',
  'renderer/kit/words/kiosk/en.json',
  'hub/web/words/en.json',
];

/**
 * Lines of text of all pages of docs/, README, CONTRIBUTING and CHANGELOG: without code, without quoted titles of tests,
 * and without empty lines.
 * @returns {{ place: string, text: string }[]}
 */
export function docLines() {
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`)
    .sort();
  return ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...inDocs].flatMap((file) =>
    prose(readFileSync(join(root, file), 'utf8'))
      .split('\n')
      .map((text, index) => ({ place: `${file}:${index + 1}`, text }))
      .filter(({ text }) => /\p{L}/u.test(text)),
  );
}

/** The text without code and quoted titles, each line at its place. @param {string} markdown */
function prose(markdown) {
  /** @param {string} found */
  const blank = (found) => found.replace(/[^\n]/g, ' ');
  return markdown
    .replace(/^ *```.*?^ *```$/gms, blank)
    .replace(/`[^`]*`/g, blank)
    .replace(/“[^”]*”/g, blank)
    .replace(/\]\([^)]*\)/g, ']');
}

/** All labels of the interface. @returns {{ place: string, text: string }[]} */
export function labels() {
  return labelFiles.flatMap((file) =>
    leaves(JSON.parse(readFileSync(join(root, file), 'utf8'))).map(([key, text]) => ({
      place: `${file}: ${key}`,
      text,
    })),
  );
}

/** @param {unknown} value @param {string} [path] @returns {[string, string][]} */
function leaves(value, path = '') {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(Object(value)).flatMap(([key, inner]) =>
    leaves(inner, path === '' ? key : `${path}.${key}`),
  );
}

/** Texts that hold a marker. @param {{ place: string, text: string }[]} texts */
export function marked(texts) {
  return texts.filter(({ text }) => markers.test(text.replace(/\{\{\w+\}\}/g, '')));
}

/** Words of texts: runs of letters and digits. @param {{ text: string }[]} texts */
export function countWords(texts) {
  return texts.reduce(
    (sum, { text }) => sum + (text.match(/[\p{L}\p{N}’'-]*\p{L}[\p{L}\p{N}’'-]*/gu) ?? []).length,
    0,
  );
}
