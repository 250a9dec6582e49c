// Where set-up reads and writes. Built-ins only: this runs on the system's Node before `npm ci`.
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** The folders of the product's code, lowest first (CONTRIBUTING: layers). */
export const productFolders = [
  'domain',
  'platform',
  'intake',
  'reports',
  'ui',
  'db',
  'preload',
  'main',
  'renderer',
  'hub',
  'web',
];

export const nodeModules = join(root, 'node_modules');

/**
 * Git-ignored folder for what the set-up fetches or builds. `LANYARD_CACHE_DIR` moves it, so that
 * several clones on one build machine share one download of 196 MB and one compile of 50 s.
 */
export const cacheDir = process.env.LANYARD_CACHE_DIR
  ? resolve(process.env.LANYARD_CACHE_DIR)
  : join(root, '.cache');

const windows = process.platform === 'win32';

/** The Node 24 that the `node` devDependency brings; the tools of this repository run on it. */
export const projectNode = join(nodeModules, 'node', 'bin', windows ? 'node.exe' : 'node');

/** The folder of that Node's own package, with the headers that native builds need. */
export const projectNodeHome = join(nodeModules, 'node', 'node_modules', nodePackageName());

function nodePackageName() {
  const platform = windows ? 'win' : process.platform;
  // Only on Apple silicon the package's own installer uses this other prefix.
  const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform}-${process.arch}`;
}

/** Resolves modules as code at the repository's root would. */
export const requireFromRoot = createRequire(join(root, 'package.json'));
