// Makes the Debian package of a packed app with dpkg-deb alone; electron-builder would download a
// tool for it.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../setup/paths.mjs';
import { run } from '../setup/process.mjs';
import { SetupError } from '../setup/report.mjs';

const parts = join(import.meta.dirname, 'debian');
const program = 'usr/lib/lanyard';
const doc = 'usr/share/doc/lanyard';

/**
 * Where the files of `debian/` go. A name that ends in .gz is compressed. @type {[string,
 * string][]}
 */
const places = [
  ['lanyard-hub', 'usr/bin/lanyard-hub'],
  ['lanyard-hub.default', 'etc/default/lanyard-hub'],
  ['lanyard-kiosk.pam', 'etc/pam.d/lanyard-kiosk'],
  ['lanyard-hub.service', 'usr/lib/systemd/system/lanyard-hub.service'],
  ['lanyard-kiosk.service', 'usr/lib/systemd/system/lanyard-kiosk.service'],
  ['70-lanyard.rules', 'usr/lib/udev/rules.d/70-lanyard.rules'],
  ['lanyard.desktop', 'usr/share/applications/lanyard.desktop'],
  ['lanyard-kiosk.desktop', 'usr/share/wayland-sessions/lanyard-kiosk.desktop'],
  ['org.lanyard.desk.metainfo.xml', 'usr/share/metainfo/org.lanyard.desk.metainfo.xml'],
  ['lanyard.1', 'usr/share/man/man1/lanyard.1.gz'],
  ['lanyard-hub.1', 'usr/share/man/man1/lanyard-hub.1.gz'],
  ['copyright', `${doc}/copyright`],
  ['README.Debian', `${doc}/README.Debian`],
  ['autostart.desktop', `${doc}/examples/autostart.desktop`],
  ['71-lanyard-no-sticks.rules', `${doc}/examples/71-lanyard-no-sticks.rules`],
  ['lintian-overrides', 'usr/share/lintian/overrides/lanyard'],
  ['../icons/icon.png', 'usr/share/icons/hicolor/512x512/apps/lanyard.png'],
  ['../../../CHANGELOG.md', `${doc}/CHANGELOG.md.gz`],
];
const scripts = ['postinst', 'prerm', 'postrm'];

/**
 * Makes `lanyard_<version>_<architecture>.deb`. The same app, version and date give the same bytes.
 * @param {object} wanted
 * @param {string} wanted.app folder of the packed app
 * @param {string} wanted.version as in package.json
 * @param {string} wanted.folder where the package goes
 * @param {number} wanted.date of every file in it, seconds since 1970
 * @returns {Promise<string>} its path
 * @throws {SetupError} where Debian's tools are missing or refuse
 */
export async function makeDeb({ app, version, folder, date }) {
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(folder, '.deb-'));
  try {
    const tree = join(work, 'tree');
    cpSync(app, join(tree, program), { recursive: true });
    for (const [from, to] of places) place(join(parts, from), join(tree, to));
    const entry = changelog(debianVersion(version), date);
    writeFileSync(join(tree, doc, 'changelog.gz'), gzipSync(entry, { level: 9 }));
    symlinkSync(`../lib/lanyard/lanyard`, join(tree, 'usr/bin/lanyard'));
    const files = setModes(tree);
    writeControl({ tree, files, version });
    const architecture = debianArchitecture();
    const made = join(folder, `lanyard_${debianVersion(version)}_${architecture}.deb`);
    // Debian's policy allows no zstd, and higher levels of xz take minutes for a tenth less.
    await run('dpkg-deb', ['--root-owner-group', '-Zxz', '-z1', '--build', tree, made], {
      what: 'Packing the Debian package',
      remedy: 'Run this on Debian, or another Linux that has dpkg-deb.',
      // dpkg-deb gives no file a later time than this.
      env: { ...process.env, SOURCE_DATE_EPOCH: String(date) },
    });
    return made;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * The date of a package: SOURCE_DATE_EPOCH, else that of the last commit.
 * @returns {number} seconds since 1970
 * @throws {SetupError} outside a repository
 */
export function sourceDate() {
  const given = process.env.SOURCE_DATE_EPOCH;
  const date = Number(given ?? lastCommit());
  if (Number.isInteger(date) && date > 0) return date;
  throw new SetupError(
    'The package has no date.',
    'Run this in a clone, or set SOURCE_DATE_EPOCH to seconds since 1970.',
  );
}

function lastCommit() {
  try {
    return execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' });
  } catch {
    return Number.NaN;
  }
}

/**
 * A pre-release comes before its release; Debian writes that with a tilde.
 * @param {string} version
 */
export function debianVersion(version) {
  return version.replace('-', '~');
}

/** Debian's name of the architecture that this runs on. */
function debianArchitecture() {
  const name = { x64: 'amd64', arm64: 'arm64' }[/** @type {string} */ (process.arch)];
  if (name) return name;
  throw new SetupError(`There is no Debian package for ${process.arch}.`, 'Use x64 or arm64.');
}

/** @param {string} from @param {string} to */
function place(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  if (to.endsWith('.gz')) writeFileSync(to, gzipSync(readFileSync(from), { level: 9 }));
  else copyFileSync(from, to);
}

/** @param {string} version @param {number} date */
function changelog(version, date) {
  const at = new Date(date * 1000).toUTCString().replace('GMT', '+0000');
  return `lanyard (${version}) unstable; urgency=medium

  * See CHANGELOG.md.gz.

 -- ${field('Maintainer')}  ${at}
`;
}

/** @param {string} name of a field of `debian/control` */
function field(name) {
  return control().match(new RegExp(`^${name}: (.*)$`, 'm'))?.[1];
}

function control() {
  return readFileSync(join(parts, 'control'), 'utf8');
}

/**
 * Gives every file the mode that it has on a Debian system, whatever the umask here.
 * @param {string} tree
 * @returns {string[]} its files, from the tree's root and sorted; no folders, no links
 */
function setModes(tree) {
  chmodSync(tree, 0o755);
  const entries = readdirSync(tree, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(path, 0o755);
    else if (entry.isFile()) chmodSync(path, modeOf(path));
  }
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(tree, join(entry.parentPath, entry.name)))
    .sort();
}

/** @param {string} path */
function modeOf(path) {
  const name = basename(path);
  // Chromium's helper for kernels that give user namespaces only to root.
  if (name === 'chrome-sandbox') return 0o4755;
  const isLibrary = /\.(node|so)(\.|$)/.test(name);
  return !isLibrary && (statSync(path).mode & 0o111) !== 0 ? 0o755 : 0o644;
}

/** @param {{ tree: string; files: string[]; version: string }} made */
function writeControl({ tree, files, version }) {
  const folder = join(tree, 'DEBIAN');
  mkdirSync(folder, { mode: 0o755 });
  for (const name of scripts) {
    copyFileSync(join(parts, name), join(folder, name));
    chmodSync(join(folder, name), 0o755);
  }
  const write = (/** @type {string} */ name, /** @type {string} */ text) =>
    writeFileSync(join(folder, name), text, { mode: 0o644 });
  const isConffile = (/** @type {string} */ file) => file.startsWith('etc/');
  write('conffiles', linesOf(files.filter(isConffile).map((file) => `/${file}`)));
  // dpkg keeps the sums of conffiles elsewhere.
  const summed = files.filter((file) => !isConffile(file));
  write('md5sums', linesOf(summed.map((file) => `${md5(join(tree, file))}  ${file}`)));
  /** @type {Record<string, string>} */
  const values = {
    version: debianVersion(version),
    architecture: debianArchitecture(),
    'installed-size': String(kibibytes(tree, files)),
  };
  const filled = control().replaceAll(/\$\{([\w-]+)\}/g, (_, name) => values[name] ?? '');
  write('control', filled);
}

/** @param {string[]} lines */
function linesOf(lines) {
  return lines.map((line) => `${line}\n`).join('');
}

/** @param {string} path */
function md5(path) {
  return createHash('md5').update(readFileSync(path)).digest('hex');
}

/**
 * As dpkg-gencontrol counts: each file in whole kibibytes.
 * @param {string} tree @param {string[]} files
 */
function kibibytes(tree, files) {
  return files.reduce((sum, file) => sum + Math.ceil(statSync(join(tree, file)).size / 1024), 0);
}
