// npm run package: packs the app for this platform into dist/ (a folder, for testing).
// npm run package -- --release: makes the installers, with the official Electron only.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfChanged } from './build.mjs';
import { electronRuntime } from './runtime.mjs';
import { setUp } from './setup/index.mjs';
import { requireFromRoot, root } from './setup/paths.mjs';
import { reportFailure, SetupError } from './setup/report.mjs';

/** @param {boolean} release */
async function packApp(release) {
  await setUp({ purposes: ['electron'] });
  const runtime = electronRuntime();
  if (release && runtime.fallback) {
    throw new SetupError(
      `A release cannot be made with the fallback runtime (Electron ${runtime.version}): it is too old to be safe.`,
      'Run this where Electron can be downloaded, or set ELECTRON_OVERRIDE_DIST_PATH to an official build.',
    );
  }
  await buildIfChanged();
  // Loaded here, as it is not installed before set-up.
  const { build } = requireFromRoot('electron-builder');
  const made = await build({
    projectDir: root,
    ...(release ? {} : { dir: true }),
    publish: 'never',
    config: {
      extends: 'electron-builder.yml',
      electronVersion: runtime.version,
      electronDist: runtime.distDir,
      afterPack: replaceBinding(runtime.env.LANYARD_SQLITE_BINDING),
    },
  });
  for (const file of made) console.log(file);
}

/**
 * With an old runtime, its own build of the database module takes the place of the prebuilt file, so that the packed
 * app needs no variable from outside.
 * @param {string | undefined} binding
 */
function replaceBinding(binding) {
  return async (/** @type {{ appOutDir: string }} */ { appOutDir }) => {
    if (!binding) return;
    const unpacked = 'resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds';
    copyFileSync(binding, join(appOutDir, unpacked, `${process.platform}-${process.arch}.node`));
  };
}

try {
  await packApp(process.argv.includes('--release'));
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}
