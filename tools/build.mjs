import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildOrganiserPageIfChanged } from './organiser-page.mjs';
import { digestOf } from './setup/digest.mjs';
import { readJsonIfThere, writeAtomically } from './setup/files.mjs';
import { setUpDependencies } from './setup/index.mjs';
import { withLock } from './setup/lock.mjs';
import { cacheDir, nodeModules, productFolders, projectNode, root } from './setup/paths.mjs';
import { run } from './setup/process.mjs';
import { reportFailure, say } from './setup/report.mjs';

const SOURCES = [
  ...productFolders,
  'tools/sample',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'electron.vite.config.ts',
  'tools/build.mjs',
  'tools/build',
  'tools/fonts',
  'tools/organiser',
];
const out = join(root, 'out');
const stamp = join(out, '.built-from');

/**
 * Builds main, preload, renderer and the organiser's page into `out/`, unless the last build was
 * made from the same sources.
 * @throws {SetupError} with the builder's message when a source does not compile
 */
export async function buildIfChanged() {
  if (isUpToDate()) return;
  await withLock(
    async () => {
      if (isUpToDate()) return; // another process has just built it
      const sources = digestOf(SOURCES);
      rmSync(stamp, { force: true });
      say('building the app');
      await run(projectNode, [join(nodeModules, 'electron-vite/bin/electron-vite.js'), 'build'], {
        what: 'Building the app',
        cwd: root,
        remedy: 'Correct the file named above. `npm run check` may say more.',
      });
      await buildOrganiserPageIfChanged();
      await copyFonts();
      copyQrReader();
      await writeDemoEvent();
      writeAtomically(stamp, sources);
    },
    join(cacheDir, 'build'),
  );
}

function isUpToDate() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digestOf(SOURCES);
}

/**
 * Copies the badge fonts that platform/fonts/fonts.json lists (paths below node_modules) to out/fonts, with
 * the parts of them that pages load.
 */
async function copyFonts() {
  const fonts = readJsonIfThere(join(root, 'platform/fonts/fonts.json')) ?? [];
  mkdirSync(join(out, 'fonts'), { recursive: true });
  for (const font of fonts) {
    const source = join(nodeModules, font);
    if (existsSync(source)) copyFileSync(source, join(out, 'fonts', basename(font)));
    else say(`font not found: node_modules/${font} (named in platform/fonts/fonts.json)`);
    copyFontLicence(font);
  }
  await run(projectNode, [join(root, 'tools/fonts/parts.ts'), join(out, 'fonts')], {
    what: 'Dividing the fonts for pages',
    cwd: root,
    remedy: 'See the message above; the fonts lie in node_modules/@expo-google-fonts.',
  });
}

/**
 * Copies the SIL Open Font License with the fonts, as it demands: one notice per family, with its
 * authors.
 *
 * @param {string} font path below node_modules
 */
function copyFontLicence(font) {
  const family = font.split('/').slice(0, 2).join('/');
  const notice = join(nodeModules, family, 'LICENSE_FONT');
  if (existsSync(notice)) copyFileSync(notice, join(out, 'fonts', `${basename(family)}-OFL.txt`));
  else say(`licence not found: ${family}/LICENSE_FONT (its font goes into the app)`);
}

/**
 * Copies the decoder with which the main process reads every badge's QR code back from its dots;
 * the process loads it as a file.
 */
function copyQrReader() {
  mkdirSync(join(out, 'wasm'), { recursive: true });
  const file = 'zxing_reader.wasm';
  copyFileSync(join(nodeModules, 'zxing-wasm/dist/reader', file), join(out, 'wasm', file));
}

/** Writes the demo event to out/demo; a station without an event opens it. */
async function writeDemoEvent() {
  await run(projectNode, [join(root, 'tools/sample/run.ts'), join(out, 'demo')], {
    what: 'Writing the demo event',
    cwd: root,
    remedy: 'See the message above; the data lies in tools/sample.',
  });
}

if (process.argv[1] === import.meta.filename) {
  try {
    await setUpDependencies();
    await buildIfChanged();
  } catch (error) {
    reportFailure(error);
    process.exitCode = 1;
  }
}
