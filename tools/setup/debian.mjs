import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandExists, run } from './process.mjs';
import { SetupError, say } from './report.mjs';

/**
 * A Debian package, with a program if another source of that program would do as well. `versions`:
 * the program is not in PATH but in `<versions>/<version>/bin`.
 * @typedef {{ name: string, nameBefore13?: string, program?: string, versions?: string }}
 * DebianPackage
 */

/**
 * What is needed for which purpose. The time_t transition of Debian 13 and Ubuntu 24.04 renamed
 * some libraries.
 * @satisfies {Record<string, DebianPackage[]>}
 */
export const debianPackages = {
  electron: [
    { name: 'libgtk-3-0t64', nameBefore13: 'libgtk-3-0' },
    { name: 'libnss3' },
    { name: 'libasound2t64', nameBefore13: 'libasound2' },
    { name: 'libgbm1' },
    { name: 'libatk-bridge2.0-0t64', nameBefore13: 'libatk-bridge2.0-0' },
    { name: 'libdrm2' },
  ],
  display: [{ name: 'xvfb', program: 'Xvfb' }],
  test: [
    { name: 'chromium-headless-shell', program: 'chromium-headless-shell' }, // pages alone
    { name: 'python3', program: 'python3' }, // the pseudo terminal that stands for a USB printer
    { name: 'zbar-tools', program: 'zbarimg' },
    { name: 'strace', program: 'strace' },
    { name: 'poppler-utils', program: 'pdftotext' }, // what a PDF says, to somebody else's reader
    { name: 'cups', program: 'cupsd' }, // the operating system's own printing, up to what the printer hears
    { name: 'cups-client', program: 'lpadmin' },
    { name: 'cups-filters' },
    { name: 'ghostscript', program: 'gs' },
    { name: 'printer-driver-ptouch' }, // makes Brother's raster commands, for our interpreter of them
    { name: 'sqlcipher', program: 'sqlcipher' }, // reads our encrypted store, as an outsider
    { name: 'sqlite3', program: 'sqlite3' }, // cannot read it, as a thief
    { name: 'postgresql', program: 'initdb', versions: '/usr/lib/postgresql' }, // the hub's other store
    { name: 'libreoffice-calc-nogui', program: 'soffice' }, // opens our XLSX, as an outsider
    { name: 'libreoffice-writer-nogui' }, // opens our DOCX
  ],
  keyring: [
    { name: 'dbus', program: 'dbus-run-session' },
    { name: 'gnome-keyring', program: 'gnome-keyring-daemon' },
  ],
  // Checks the package, and makes the clean system into which it is installed.
  debTest: [
    { name: 'lintian', program: 'lintian' },
    { name: 'debootstrap', program: 'debootstrap' },
  ],
  // Windows' Node (npm run test:windows), and CUPS behind Wine's spooler.
  windows: [
    { name: 'wine', program: 'wine' },
    { name: 'wine64' },
    { name: 'cups', program: 'cupsd' },
    { name: 'cups-client', program: 'lpadmin' },
  ],
  nativeBuild: [
    { name: 'g++', program: 'g++' },
    { name: 'make', program: 'make' },
    { name: 'python3', program: 'python3' },
  ],
};

/** @typedef {keyof typeof debianPackages} DebianPurpose */

/**
 * The names of the packages that are missing for these purposes. Empty on systems other than Debian
 * and its descendants, where the names are unknown.
 * @param {DebianPurpose[]} purposes
 * @param {DebianSystem | undefined} [system]
 */
export function missingDebianPackages(purposes, system = debianSystem()) {
  if (!system) return [];
  const wanted = purposes.flatMap(
    (purpose) => /** @type {DebianPackage[]} */ (debianPackages[purpose]),
  );
  const named = wanted
    .filter((entry) => !programExists(entry))
    .map((entry) => (system.timeT64 ? entry.name : (entry.nameBefore13 ?? entry.name)));
  const installed = installedAmong(named);
  return named.filter((name) => !installed.has(name));
}

/** @param {DebianPackage} entry */
function programExists({ program, versions }) {
  if (!program) return false;
  if (commandExists(program)) return true;
  if (!versions || !existsSync(versions)) return false;
  return readdirSync(versions).some((version) =>
    existsSync(join(versions, version, 'bin', program)),
  );
}

/**
 * Installs what is missing for these purposes if we are root on Debian; does nothing on other
 * systems.
 * @param {DebianPurpose[]} purposes
 * @throws {SetupError} with the one command to run if we are not root, or if apt-get fails
 */
export async function ensureDebianPackages(purposes) {
  const missing = missingDebianPackages(purposes);
  if (missing.length === 0) return;
  const install = ['install', '-y', '--no-install-recommends', ...missing];
  if (process.getuid?.() !== 0) {
    throw new SetupError(
      `These system packages are missing: ${missing.join(' ')}.`,
      `Run this command, then try again:\n  sudo apt-get update && sudo apt-get ${install.join(' ')}`,
    );
  }
  say(`installing Debian packages: ${missing.join(' ')}`);
  await updateListsOnce();
  await aptGet(install, 'Installing Debian packages');
}

/**
 * Says once, in one line, that the reader has to install system libraries on this kind of Linux.
 */
export function mentionUnknownLinux() {
  if (process.platform !== 'linux' || debianSystem()) return;
  say(
    'not a Debian system: if Electron does not start, install GTK 3, NSS, ALSA and GBM (and Xvfb to run without a display)',
  );
}

/** @typedef {{ timeT64: boolean }} DebianSystem */

/**
 * @param {string} [osRelease] content of /etc/os-release
 * @returns {DebianSystem | undefined} undefined on anything that is not Debian or a descendant
 */
export function debianSystem(osRelease = readOsRelease()) {
  const field = (/** @type {string} */ name) =>
    osRelease.match(new RegExp(`^${name}="?([^"\n]*)"?$`, 'm'))?.[1] ?? '';
  const family = `${field('ID')} ${field('ID_LIKE')}`.split(' ');
  if (!family.includes('debian')) return undefined;
  const version = Number.parseFloat(field('VERSION_ID'));
  // Debian testing and unstable have no VERSION_ID and are newer than 13.
  return { timeT64: Number.isNaN(version) || version >= (family[0] === 'debian' ? 13 : 24) };
}

function readOsRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}

/** @param {string[]} names */
function installedAmong(names) {
  if (names.length === 0) return new Set();
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholders
  const format = '${Package} ${db:Status-Status}\n';
  const query = spawnSync('dpkg-query', ['-W', '-f', format, ...names], { encoding: 'utf8' });
  const lines = (query.stdout ?? '').split('\n').map((line) => line.split(' '));
  return new Set(lines.filter(([, status]) => status === 'installed').map(([name]) => name));
}

/** @type {Promise<unknown> | undefined} */
let listsUpdated;

function updateListsOnce() {
  listsUpdated ??= aptGet(['update'], 'Updating the Debian package lists');
  return listsUpdated;
}

/**
 * @param {string[]} args
 * @param {string} what
 */
function aptGet(args, what) {
  // Another apt run (unattended upgrades) may hold the lock for a while: wait for it instead of
  // failing.
  return run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-q', ...args], {
    what,
    remedy: `Run this command and see what it says: apt-get ${args.join(' ')}`,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
