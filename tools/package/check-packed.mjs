// What a packed app must be, read back from the folder itself: fuses, contents, sizes.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { getRawHeader } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { isTestBuildIn } from '../../main/station/update/test-mark.ts';
import { root } from '../setup/paths.mjs';
import { SetupError } from '../setup/report.mjs';
import { brokenReferences } from './references.mjs';

/** The required fuses of a packed app (docs/security.md explains each). */
export const wantedFuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
};

/** A fuse in the binary is one character: '1' on, '0' off, 'r' taken away. */
const burnt = { on: '1'.charCodeAt(0), off: '0'.charCodeAt(0) };

/**
 * Reads the fuses back from the binary.
 * @param {string} program path of the packed program
 * @returns {Promise<Record<string, boolean>>} by the names of @electron/fuses; one that the binary
 * lacks is missing
 */
export async function readFuses(program) {
  const wire = await getCurrentFuseWire(program);
  /** @type {Record<string, boolean>} */
  const fuses = {};
  for (const [name, index] of Object.entries(FuseV1Options)) {
    if (typeof index !== 'number') continue;
    const state = Number(wire[index]);
    if (state === burnt.on || state === burnt.off) fuses[name] = state === burnt.on;
  }
  return fuses;
}

/** Files that a packed app does not need: sources, maps, tests, files for developers. */
const needless = [
  /\.(map|ts|mts|cts|tsx|c|cc|cpp|h|hpp|gyp|gypi)$/,
  /(^|\/)(test|tests|__tests__|example|examples|benchmark|benchmarks)\//,
  /^(test|docs|tools|main|renderer|hub|domain|db)\//,
  /(^|\/)(README|CHANGELOG)[^/]*$/i,
  /\.(db|log|env|pem|key)$/,
  /^out\/\.(organiser-)?built-from$/,
];

/**
 * Lists what is inside.
 * @param {string} resources the folder that holds app.asar
 * @returns {{ path: string; size: number; unpacked: boolean }[]} paths with '/', from the app's
 * root
 */
export function packedFiles(resources) {
  const { header } = getRawHeader(join(resources, 'app.asar'));
  /** @type {{ path: string; size: number; unpacked: boolean }[]} */
  const found = [];
  /** @param {any} entry @param {string} path */
  const walk = (entry, path) => {
    if (entry.files === undefined) {
      found.push({ path, size: entry.size ?? 0, unpacked: entry.unpacked === true });
      return;
    }
    for (const [name, child] of Object.entries(entry.files)) {
      walk(child, path === '' ? name : `${path}/${name}`);
    }
  };
  walk(header, '');
  return found;
}

/**
 * Problems with the contents: needless files, native modules of other systems, files that others
 * need and that are missing.
 * @param {string} resources
 * @param {{ platform: string; arch: string }} target as `process` names them
 * @returns {string[]} one line each; empty if all is well
 */
export function contentFaults(resources, { platform, arch }) {
  const files = packedFiles(resources);
  const faults = files
    .filter(({ path }) => needless.some((pattern) => pattern.test(path)))
    .map(({ path }) => `not needed: ${path}`);
  const natives = files.filter(({ path }) => path.endsWith('.node'));
  for (const { path, unpacked } of natives) {
    if (!path.includes(`${platform}-${arch}`)) faults.push(`of another system: ${path}`);
    if (!unpacked) faults.push(`cannot be loaded from inside the archive: ${path}`);
    else if (!existsSync(join(resources, 'app.asar.unpacked', path)))
      faults.push(`missing: ${path}`);
  }
  // The database and the canvas; on Windows the spooler as well.
  const expected = platform === 'win32' ? 3 : 2;
  if (natives.length !== expected) {
    faults.push(`native modules: ${natives.length} instead of ${expected}`);
  }
  for (const wanted of ['out/main/index.js', 'out/organiser/index.html', 'package.json']) {
    if (!files.some(({ path }) => path === wanted)) faults.push(`missing: ${wanted}`);
  }
  faults.push(...brokenReferences(resources, files, root));
  if (existsSync(join(resources, 'default_app.asar'))) faults.push('default_app.asar is inside');
  return faults;
}

/**
 * Refuses to release a build that others at its computer can remote-control.
 * @param {string} folder of the packed app
 * @throws {SetupError} for a test build
 */
export function assertReleasable(folder) {
  if (!isTestBuildIn(folder)) return;
  throw new SetupError(
    `${folder} is a build for tests, which anybody at its computer can drive.`,
    'Remove the folder, and pack again: npm run package.',
  );
}

/**
 * Checks a packed app.
 * @param {{ program: string; resources: string }} app
 * @throws {SetupError} naming every fuse and file that is not as it must be
 */
export async function assertPackedRight({ program, resources }) {
  assertReleasable(join(resources, '..'));
  const fuses = await readFuses(program);
  const faults = Object.entries(wantedFuses)
    .filter(([name, wanted]) => fuses[name] !== wanted)
    .map(([name, wanted]) => `fuse ${name} is ${fuses[name] ?? 'missing'} and must be ${wanted}`);
  faults.push(...contentFaults(resources, process));
  if (faults.length === 0) return;
  throw new SetupError(
    `The packed app is not as it must be:\n  ${faults.slice(0, 20).join('\n  ')}`,
    'See electron-builder.yml: electronFuses and files.',
  );
}

/**
 * Sizes of a packed app, as lines of a table.
 * @param {{ folder: string; resources: string }} app
 * @returns {string[]}
 */
export function sizeTable({ folder, resources }) {
  const files = packedFiles(resources);
  /** @type {Map<string, number>} */
  const parts = new Map();
  for (const { path, size } of files) {
    const part = partOf(path);
    parts.set(part, (parts.get(part) ?? 0) + size);
  }
  const biggest = [...parts].sort(([, a], [, b]) => b - a).slice(0, 12);
  const unpacked = files.filter((file) => file.unpacked).reduce((sum, { size }) => sum + size, 0);
  const locales = join(folder, 'locales');
  return [
    line('the whole folder', sizeOf(folder)),
    line('app.asar', statSync(join(resources, 'app.asar')).size),
    line('beside it (fonts, native modules)', unpacked),
    ...(existsSync(locales) ? [line("Chromium's languages", sizeOf(locales))] : []),
    ...biggest.map(([part, size]) => line(`  ${part}`, size)),
  ];
}

/** @param {string} path */
function partOf(path) {
  const [top = '', second = '', third = ''] = path.split('/');
  if (top !== 'node_modules') return `${top}/${second}`;
  return second.startsWith('@') ? `${second}/${third}` : second;
}

/** @param {string} name @param {number} bytes */
function line(name, bytes) {
  return `${name.padEnd(44)} ${(bytes / 1e6).toFixed(1).padStart(7)} MB`;
}

/** @param {string} folder @returns {number} */
function sizeOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
