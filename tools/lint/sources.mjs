import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const SKIPPED_FOLDERS = new Set([
  'node_modules',
  'out',
  'dist',
  'demo-out',
  'test-results',
  'coverage',
]);
const SOURCE = /\.(tsx?|mts|mjs|js|css)$/;
/** Data, not code. */
const DATA = /^tools\/sample\//;

/**
 * Paths of the source files that our lints read.
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
    return SOURCE.test(entry.name) && !DATA.test(path) ? [path] : [];
  });
}
