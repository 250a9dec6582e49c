// npm run package: packs the app for this system into dist/, and makes the installers if that is
// possible here.
// --dir: the folder only.
// --release: the installers, or a failure.
// --new-key FILE: one of the publisher's two keys.
// --update --key FILE [--minimum VERSION]: a signed update, in dist/updates.
// --sign FILE --key OTHER: the second signature.
// --renew FILE --key FILE: the first signature again, with today's date.
// --deb: a Debian package in dist/.
// --install DIR: an installation by folders, which updates itself (docs/packaging.md).
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfChanged } from './build.mjs';
import { hasDisplay } from './runtime.mjs';
import { setUp } from './setup/index.mjs';
import { requireFromRoot, root } from './setup/paths.mjs';
import { commandExists } from './setup/process.mjs';
import { reportFailure, SetupError } from './setup/report.mjs';

const { values: wanted } = parseArgs({
  options: {
    dir: { type: 'boolean' },
    release: { type: 'boolean' },
    update: { type: 'boolean' },
    deb: { type: 'boolean' },
    'new-key': { type: 'string' },
    key: { type: 'string' },
    minimum: { type: 'string' },
    sign: { type: 'string' },
    renew: { type: 'string' },
    install: { type: 'string' },
    'for-tests': { type: 'boolean' },
  },
});
/** npm changes to the repository's root and gives the caller's folder in INIT_CWD. */
const fromCaller = (/** @type {string} */ path) => resolve(process.env.INIT_CWD ?? '.', path);

async function packApp() {
  await setUp({ purposes: hasDisplay() ? ['electron'] : ['electron', 'display'] });
  // Loaded here, as they need what the set-up installs.
  const { isFitForRelease, packInstallers, packUnpackedIfChanged } = await import(
    './package/pack.mjs'
  );
  const { assertPackedRight, sizeTable } = await import('./package/check-packed.mjs');
  const { smokeTest } = await import('./package/smoke.mjs');
  if (wanted.release && !isFitForRelease()) await packInstallers(); // refuses
  await buildIfChanged();
  const app = await packUnpackedIfChanged();
  await assertPackedRight(app);
  for (const line of sizeTable(app)) console.log(line);
  await smokeTest(app.program, requireFromRoot('./package.json').version);
  console.log(`Packed, fuses and contents checked, started once: ${app.folder}`);
  if (wanted.update || wanted.install || wanted.deb) return offer(app.folder, isFitForRelease());
  if (wanted.dir) return;
  if (!isFitForRelease()) {
    console.log(
      'No installers: this is not the official Electron, which cannot be downloaded here.',
    );
    console.log('The folder above is for tests only. For a release: npm run package -- --release');
    return;
  }
  if (process.platform === 'linux' && commandExists('dpkg-deb')) {
    await makeDebianPackage(app.folder, true);
  }
  await makeInstallers(packInstallers, wanted.release === true);
}

/**
 * @param {string} app folder of the packed app
 * @param {boolean} fit whether it was made with the official Electron
 */
async function offer(app, fit) {
  if (!fit && !wanted['for-tests']) {
    throw new SetupError(
      'An update, an installation or a Debian package is a release, and this is not the official Electron.',
      'Run this where Electron can be downloaded, or say --for-tests.',
    );
  }
  if (wanted.deb) return makeDebianPackage(app, fit);
  const { installByFolders, makeUpdate } = await import('./package/make-update.mjs');
  const { version } = requireFromRoot('./package.json');
  if (wanted.install) {
    console.log(await installByFolders({ app, folder: fromCaller(wanted.install), version }));
    return;
  }
  const platform = `${process.platform}-${process.arch}`;
  const folder = join(root, 'dist/updates');
  const key = ownKey();
  const minimum = wanted.minimum ?? null;
  console.log(await makeUpdate({ app, folder, version, platform, key, minimum }));
}

/**
 * @param {string} app folder of the packed app
 * @param {boolean} fit whether it is a release; a test package gets the suffix `-test`, which the
 * release of the same version replaces
 */
async function makeDebianPackage(app, fit) {
  const { makeDeb, sourceDate } = await import('./package/deb.mjs');
  const { version } = requireFromRoot('./package.json');
  const folder = join(root, 'dist');
  const ofBuild = fit ? version : `${version}-test`;
  console.log(await makeDeb({ app, version: ofBuild, folder, date: sourceDate() }));
}

function ownKey() {
  if (!wanted.key) throw new SetupError('Whose update is it?', 'Say --key FILE; see --new-key.');
  return fromCaller(wanted.key);
}

/**
 * @param {() => Promise<string[]>} packInstallers
 * @param {boolean} demanded whether it is a failure that there are none
 */
async function makeInstallers(packInstallers, demanded) {
  try {
    for (const file of await packInstallers()) console.log(file);
  } catch (error) {
    if (demanded) throw error;
    console.log(`No installers: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    console.log("electron-builder's tools (NSIS, fpm, AppImage) are downloaded from GitHub.");
  }
}

try {
  if (wanted['new-key']) {
    const { makePublisherKey } = await import('./package/make-update.mjs');
    console.log(`Public key: ${makePublisherKey(fromCaller(wanted['new-key']))}`);
  } else if (wanted.sign || wanted.renew) {
    const { signUpdate } = await import('./package/make-update.mjs');
    const file = fromCaller(wanted.sign ?? wanted.renew ?? '');
    await signUpdate({ file, key: ownKey(), renew: wanted.renew !== undefined });
    console.log(`Signed: ${file}`);
  } else {
    await packApp();
  }
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}
