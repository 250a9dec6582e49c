// Packs the built app. The caller has run tools/setup and made a build.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { electronRuntime } from '../runtime.mjs';
import { digestOf } from '../setup/digest.mjs';
import { writeAtomically } from '../setup/files.mjs';
import { withLock } from '../setup/lock.mjs';
import { cacheDir, projectNode, requireFromRoot, root } from '../setup/paths.mjs';
import { run } from '../setup/process.mjs';
import { SetupError } from '../setup/report.mjs';

const dist = join(root, 'dist');
const stamp = join(dist, '.packed-from');
const distForTests = join(dist, 'for-tests');
const SOURCES = [
  'out/.built-from',
  'out/.organiser-built-from',
  'electron-builder.yml',
  'package.json',
  'package-lock.json',
  'tools/package/pack.mjs',
  'tools/package/icons',
  'tools/package/launcher',
];

/** The names that electron-builder gives to the folder of the unpacked app, by system. */
const unpackedFolders = { linux: 'linux-unpacked', win32: 'win-unpacked', darwin: 'mac' };

/**
 * The folder of the unpacked app, with the program in it.
 * @param {string} output
 */
function unpackedApp(output) {
  const { platform, arch } = process;
  if (platform !== 'linux' && platform !== 'win32' && platform !== 'darwin') {
    throw new SetupError(`The app is not packed for ${platform}.`, 'Use Linux, Windows or macOS.');
  }
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  const folder = join(output, unpackedFolders[platform].replace(/-unpacked$|$/, `${suffix}$&`));
  const program = { linux: 'lanyard', win32: 'Lanyard.exe', darwin: 'Lanyard.app' }[platform];
  const resources =
    platform === 'darwin' ? join(folder, program, 'Contents/Resources') : join(folder, 'resources');
  return { folder, program: join(folder, program), resources };
}

/**
 * Packs the app as a folder, for updates by folder; with the present runtime, whichever it is.
 * Reuses an existing folder that was packed from the same build.
 * @returns {Promise<ReturnType<typeof unpackedApp>>}
 */
export function packUnpackedIfChanged() {
  return packIfChanged(dist, {});
}

/**
 * The same with a main process that allows a debugging port, so that tests can drive it from
 * outside. It carries a mark (main/station/update/test-mark.ts) that prevents its release.
 * @returns {Promise<ReturnType<typeof unpackedApp>>}
 */
export async function packForTests() {
  return packIfChanged(distForTests, {
    directories: { output: distForTests },
    files: [
      '!out/main/**',
      { from: 'dist/test-build/main', to: 'out/main', filter: ['**/*', '!**/*.map'] },
    ],
  });
}

/**
 * @param {string} output
 * @param {{ directories?: object; files?: (string | object)[] }} changes to electron-builder.yml
 */
function packIfChanged(output, changes) {
  return withLock(
    async () => {
      const made = unpackedApp(output);
      const stamp = join(output, '.packed-from');
      const sources = sourcesNow();
      if (existsSync(made.program) && readStamp(stamp) === sources) return made;
      rmSync(stamp, { force: true });
      rmSync(made.folder, { recursive: true, force: true });
      if (output === distForTests) await buildForTests();
      await runBuilder({ installers: false, changes });
      mkdirSync(output, { recursive: true });
      writeAtomically(stamp, sources);
      return made;
    },
    join(cacheDir, 'package'),
  );
}

function buildForTests() {
  const builder = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  return run(projectNode, [builder, 'build'], {
    what: 'Building the app for tests',
    cwd: root,
    env: { ...process.env, LANYARD_TEST_BUILD: '1' },
    remedy: 'Correct the file named above. `npm run check` may say more.',
  });
}

/**
 * Makes the installers of electron-builder.yml for this system, from the official Electron only.
 * @returns {Promise<string[]>} the files
 * @throws {SetupError} on the fallback runtime
 */
export async function packInstallers() {
  assertFitForRelease(electronRuntime());
  rmSync(stamp, { force: true });
  return runBuilder({ installers: true, changes: {} });
}

/** Whether this Electron is the one that releases are made with. */
export function isFitForRelease() {
  const { version, fallback } = electronRuntime();
  return !fallback && version === wantedElectron();
}

/** @param {import('../runtime.mjs').ElectronRuntime} runtime */
function assertFitForRelease({ version, fallback }) {
  if (isFitForRelease()) return;
  throw new SetupError(
    `A release cannot be made with Electron ${version}${fallback ? ' from the package registry' : ''}: it must be ${wantedElectron()}.`,
    'Run this where Electron can be downloaded, or set ELECTRON_OVERRIDE_DIST_PATH to an official build of that version.',
  );
}

function wantedElectron() {
  return requireFromRoot('electron/package.json').version;
}

/** @param {string} stamp */
function readStamp(stamp) {
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : null;
}

function sourcesNow() {
  const { version, executable } = electronRuntime();
  return `${digestOf(SOURCES)} ${version} ${executable}`;
}

/**
 * Windows' spooler library: no other system loads it. A system's own `files` in
 * electron-builder.yml would be a second set beside the others, and with exclusions alone it would
 * include the whole folder.
 */
const spooler = '!**/node_modules/{koffi,@koromix}/**';

/** @param {{ installers: boolean; changes: { files?: (string | object)[] } }} wanted */
async function runBuilder({ installers, changes }) {
  const runtime = electronRuntime();
  // Loaded here, as it is not installed before the set-up.
  const { build } = await import('electron-builder');
  return build({
    projectDir: root,
    ...(installers ? {} : { dir: true }),
    publish: 'never',
    config: {
      extends: 'electron-builder.yml',
      ...changes,
      files: [...(process.platform === 'win32' ? [] : [spooler]), ...(changes.files ?? [])],
      electronVersion: runtime.version,
      electronDist: runtime.distDir,
      afterPack: finish(runtime.env.LANYARD_SQLITE_BINDING),
    },
  });
}

/**
 * Removes the runtime's default app from the packed one. With an old runtime, replaces the prebuilt
 * database module by the runtime's own build, so that the app needs no environment variable.
 * @param {string | undefined} binding
 */
function finish(binding) {
  return async (/** @type {{ appOutDir: string }} */ { appOutDir }) => {
    const resources = join(appOutDir, 'resources');
    rmSync(join(resources, 'default_app.asar'), { force: true });
    await addNotices(join(resources, 'licences'));
    if (!binding) return;
    const prebuilds = 'app.asar.unpacked/node_modules/better-sqlite3/prebuilds';
    const name = `${process.platform}-${process.arch}.node`;
    copyFileSync(binding, join(resources, prebuilds, name));
  };
}

/**
 * Adds the licences of what is shipped, and its bill of materials: the pages' packages are inside
 * their bundle, where no file says whose they are.
 *
 * @param {string} folder
 */
async function addNotices(folder) {
  const words = [join(root, 'tools/security/run.ts'), 'sbom', join(folder, 'sbom.cdx.json')];
  await run(projectNode, words, {
    what: 'Listing what is shipped',
    cwd: root,
    remedy: 'npm run sbom says more.',
  });
}
