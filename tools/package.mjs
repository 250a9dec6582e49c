// npm run package: packs the app for this system into dist/, and makes the installers where that is possible here.
// npm run package -- --dir: the folder only.   npm run package -- --release: the installers, or a failure.
import { buildIfChanged } from './build.mjs';
import { hasDisplay } from './runtime.mjs';
import { setUp } from './setup/index.mjs';
import { reportFailure } from './setup/report.mjs';

/** @param {readonly string[]} words */
async function packApp(words) {
  await setUp({ purposes: hasDisplay() ? ['electron'] : ['electron', 'display'] });
  // Loaded here, as they need what set-up installs.
  const { isFitForRelease, packInstallers, packUnpackedIfChanged } = await import(
    './package/pack.mjs'
  );
  const { assertPackedRight, sizeTable } = await import('./package/check-packed.mjs');
  const { smokeTest } = await import('./package/smoke.mjs');
  if (words.includes('--release') && !isFitForRelease()) await packInstallers(); // refuses
  await buildIfChanged();
  const app = await packUnpackedIfChanged();
  await assertPackedRight(app);
  for (const line of sizeTable(app)) console.log(line);
  await smokeTest(app.program);
  console.log(`Packed, fuses and contents checked, started once: ${app.folder}`);
  if (words.includes('--dir')) return;
  if (!isFitForRelease()) {
    console.log(
      'No installers: this is not the official Electron, which cannot be downloaded here.',
    );
    console.log('The folder above is for tests only. For a release: npm run package -- --release');
    return;
  }
  await makeInstallers(packInstallers, words.includes('--release'));
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
  await packApp(process.argv.slice(2));
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}
