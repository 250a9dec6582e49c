// Checks whether packed files refer to files that were left out.
import { existsSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { extractFile } from '@electron/asar';

/** Matches a file of the same package, as import, export, require and import() name it. */
const relative = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*['"](\.{1,2}\/[^'"\n]+)['"]/g;

/** Possible endings of a reference without one. */
const endings = ['', '.js', '.cjs', '.mjs', '.json', '/index.js', '/index.cjs', '/index.mjs'];

/** Entries that the app does not use; their references may be broken. */
const unused = [
  /^node_modules\/kysely\/helpers\//,
  /^node_modules\/docx\/dist\/(?!index\.mjs)/,
  /^node_modules\/zxing-wasm\/dist\/(?!es\/reader)/,
  /^node_modules\/brotli\/(index|compress)\.js$/,
  /^node_modules\/better-sqlite3\/lib\/(darwin|linux|linuxmusl|win32)-/,
  /^node_modules\/[^/]+\/(scripts?|bin)\//,
];

/**
 * References from a packed file to one that lies in the repository's node_modules and was left out.
 * @param {string} resources the folder that holds app.asar
 * @param {readonly { path: string; unpacked: boolean }[]} files of the archive
 * @param {string} source the folder that holds node_modules
 * @returns {string[]} one line each
 */
export function brokenReferences(resources, files, source) {
  const archive = join(resources, 'app.asar');
  const packed = new Set(files.map(({ path }) => path));
  const faults = [];
  for (const { path, unpacked } of files) {
    if (unpacked || !/^node_modules\/.*\.(js|cjs|mjs)$/.test(path)) continue;
    if (unused.some((pattern) => pattern.test(path))) continue;
    const text = extractFile(archive, path).toString('utf8');
    for (const [, wanted = ''] of text.matchAll(relative)) {
      if (/\.d\.[mc]?ts$/.test(wanted)) continue; // a type in a comment
      const target = posix.join(dirname(path), wanted);
      if (endings.some((ending) => packed.has(target + ending))) continue;
      if (isFile(source, target)) faults.push(`left out, but used by ${path}: ${target}`);
    }
  }
  return faults;
}

/** @param {string} source @param {string} target */
function isFile(source, target) {
  return endings.some((ending) => {
    const path = join(source, target + ending);
    return existsSync(path) && statSync(path).isFile();
  });
}
