// Lists of people and of names are in the order of one collation: domain/base/text-order.ts, and
// domain/roster/name-order.ts for people. As a program: names the places of others and exits 1.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/paths.mjs';
import { sourcesIn } from './sources.mjs';

/** The one place that may make a collation. */
const HOME = 'domain/base/text-order.ts';
const LAYERS = /^(connectors|db|domain|hub|intake|main|renderer|reports)\/.*\.tsx?$/;
const PART = '(printedName|familyName|givenName)';

/** @type {[what: string, pattern: RegExp][]} */
const OTHER_ORDERS = [
  ['a collation of its own', /\bIntl\.Collator\b|\.localeCompare\(/g],
  // SQLite compares code units: names are sorted after they are read.
  ['names sorted by SQL', /ORDER BY[^`]*?\b(printed|family|given)_name\b/g],
  ['names sorted by SQL', /\.orderBy\(\s*['"](\w+\.)?(printed|family|given)_name/g],
  ['names compared by code units', new RegExp(`\\.${PART}\\s*[<>]=?\\s*\\w+\\.${PART}`, 'g')],
];

/**
 * @param {string} [folder] the repository
 * @returns {string[]} each other order of names, with its place
 */
export function otherNameOrders(folder = root) {
  return sourcesIn(folder, '')
    .filter((path) => LAYERS.test(path) && path !== HOME)
    .flatMap((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      return OTHER_ORDERS.flatMap(([what, pattern]) =>
        [...text.matchAll(pattern)].map(({ index }) => {
          const line = text.slice(0, index).split('\n').length;
          return `${path}:${line} ${what}: use textOrder or nameOrder`;
        }),
      );
    });
}

if (process.argv[1] === import.meta.filename) {
  const found = otherNameOrders();
  for (const place of found) console.log(place);
  process.exitCode = found.length === 0 ? 0 : 1;
}
