// Does what a stock Electron does with a folder on its command line; the fallback runtime lacks
// that.
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/** @param {string[]} argv */
function read(argv) {
  /** @type {string[]} */
  const modules = [];
  for (let index = 1; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    if (argument === '-r') {
      index += 1;
      modules.push(resolve(argv[index] ?? ''));
    } else if (!argument.startsWith('-')) {
      return { dir: resolve(argument), modules };
    }
  }
  return { dir: undefined, modules };
}

/** Undocumented, but Electron's own default app uses it. @type {any} */
const undocumented = app;

/** @param {string} dir */
function adopt(dir) {
  if (!statSync(dir).isDirectory()) return dir;
  const manifest = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
  if (manifest.version) undocumented.setVersion(manifest.version);
  app.name = manifest.productName ?? manifest.name ?? 'Electron';
  undocumented.setAppPath(dir);
  return createRequire(join(dir, 'package.json')).resolve(join(dir, manifest.main ?? 'index.js'));
}

const { dir, modules } = read(process.argv);
if (dir === undefined) {
  console.error('Give the folder of an Electron app as argument.');
  app.exit(1);
} else {
  try {
    for (const path of modules) createRequire(import.meta.url)(path);
    // Awaited, so that the app's main module runs before `ready`: privileged schemes are registered
    // there.
    await import(pathToFileURL(adopt(dir)).href);
  } catch (error) {
    console.error(`The Electron app in ${dir} could not be started.`);
    console.error(error);
    app.exit(1);
  }
}
