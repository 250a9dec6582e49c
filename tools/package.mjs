// npm run package: packs the app for this platform into dist/ (a folder, for testing).
// npm run package -- --release: makes the installers, with the official Electron only.
import { copyFileSync, rmSync } from 'node:fs';
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
  if (release) assertFitForRelease(runtime);
  await buildIfChanged();
  // Loaded here, as it is not installed before set-up.
  const { build } = await import('electron-builder');
  const made = await build({
    projectDir: root,
    ...(release ? {} : { dir: true }),
    publish: 'never',
    config: {
      extends: 'electron-builder.yml',
      electronVersion: runtime.version,
      electronDist: runtime.distDir,
      afterPack: finish(runtime.env.LANYARD_SQLITE_BINDING),
    },
  });
  for (const file of made) console.log(file);
}

/** @param {import('./runtime.mjs').ElectronRuntime} runtime */
function assertFitForRelease({ version, fallback }) {
  const wanted = requireFromRoot('electron/package.json').version;
  if (!fallback && version === wanted) return;
  throw new SetupError(
    `A release cannot be made with Electron ${version}${fallback ? ' from the package registry' : ''}: it must be ${wanted}.`,
    'Run this where Electron can be downloaded, or set ELECTRON_OVERRIDE_DIST_PATH to an official build of that version.',
  );
}

/**
 * Last touches: the default app of the runtime has no business in a packed one; and with an old runtime, its own
 * build of the database module takes the place of the prebuilt file, so that the app needs no variable from outside.
 * @param {string | undefined} binding
 */
function finish(binding) {
  return async (/** @type {{ appOutDir: string }} */ { appOutDir }) => {
    const resources = join(appOutDir, 'resources');
    rmSync(join(resources, 'default_app.asar'), { force: true });
    if (!binding) return;
    const prebuilds = 'app.asar.unpacked/node_modules/better-sqlite3/prebuilds';
    const name = `${process.platform}-${process.arch}.node`;
    copyFileSync(binding, join(resources, prebuilds, name));
  };
}

try {
  await packApp(process.argv.includes('--release'));
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}
