// A file of more than 350 lines does more than one thing. As a program: names those files and exits 1.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/paths.mjs';

const LIMIT = 350;
const SKIPPED_FOLDERS = new Set([
  'node_modules',
  'out',
  'dist',
  'demo-out',
  'test-results',
  'coverage',
]);
const SOURCE = /\.(tsx?|mts|mjs|js|css)$/;
/** Long by nature: data. */
const LONG_BY_NATURE = /^tools\/sample\//;

/**
 * Source files with more than 350 lines, as `path (lines)`.
 * @param {string} [folder]
 * @returns {string[]}
 */
export function overlongFiles(folder = root) {
  return sourcesIn(folder, '').flatMap((path) => {
    const lines = readFileSync(join(folder, path), 'utf8').trimEnd().split('\n').length;
    return lines > LIMIT ? [`${path} (${lines} lines, at most ${LIMIT})`] : [];
  });
}

/**
 * Paths of all source files.
 * @param {string} folder
 * @param {string} prefix
 * @returns {string[]}
 */
export function sourcesIn(folder, prefix) {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = prefix ? `${prefix}/${entry.name}` : entry.name;
    if (entry.isDirectory()) {
      const skip = SKIPPED_FOLDERS.has(entry.name) || entry.name.startsWith('.');
      return skip ? [] : sourcesIn(folder, path);
    }
    return SOURCE.test(entry.name) && !LONG_BY_NATURE.test(path) ? [path] : [];
  });
}

if (process.argv[1] === import.meta.filename) {
  const found = overlongFiles();
  for (const line of found) console.log(line);
  process.exitCode = found.length > 0 ? 1 : 0;
}
