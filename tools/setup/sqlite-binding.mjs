import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureDebianPackages } from './debian.mjs';
import { findElectron } from './electron.mjs';
import { buildAtomically, readJsonIfThere } from './files.mjs';
import { cacheDir, nodeModules, projectNode, projectNodeHome, requireFromRoot } from './paths.mjs';
import { run } from './process.mjs';
import { say } from './report.mjs';

/**
 * The prebuilt file in the npm package needs Node-API 10, which Electron has from this version on.
 */
const FIRST_ELECTRON_WITH_NODE_API_10 = 35;

/**
 * The better-sqlite3 binding that this Electron needs in place of the prebuilt one.
 * @param {{ version: string }} electron
 * @returns {string | undefined} the path where the file is or will be; undefined when the prebuilt
 * one serves
 */
export function sqliteBindingFor(electron) {
  if (Number.parseInt(electron.version, 10) >= FIRST_ELECTRON_WITH_NODE_API_10) return undefined;
  const version = readJsonIfThere(join(nodeModules, 'better-sqlite3', 'package.json'))?.version;
  return join(
    cacheDir,
    `better-sqlite3-${version}-${process.platform}-${process.arch}`,
    'better_sqlite3.node',
  );
}

/** Whether the binding exists or is not needed. */
export function sqliteBindingReady() {
  const electron = findElectron();
  const binding = electron && sqliteBindingFor(electron);
  return electron !== undefined && (binding === undefined || existsSync(binding));
}

/**
 * Builds better-sqlite3 for an old Electron, outside node_modules, which stays as npm made it. The
 * result loads in Node 20, Node 24 and Electron 33 alike.
 * @throws {SetupError} when a compiler is missing or the build fails
 */
export async function buildSqliteBinding() {
  const electron = findElectron();
  const binding = electron && sqliteBindingFor(electron);
  if (!binding || existsSync(binding)) return;
  await ensureDebianPackages(['nativeBuild']);
  say(`building the database module for Electron ${electron.version} (about a minute, once)`);
  await buildAtomically(dirname(binding), async (workDir) => {
    const source = join(workDir, 'source');
    cpSync(join(nodeModules, 'better-sqlite3'), source, { recursive: true });
    await compile(source);
    const result = join(workDir, 'result');
    mkdirSync(result);
    cpSync(join(source, 'build/Release/better_sqlite3.node'), join(result, 'better_sqlite3.node'));
    return result;
  });
}

/** @param {string} source */
function compile(source) {
  const nodeGyp = requireFromRoot.resolve('node-gyp/bin/node-gyp.js');
  const args = [
    'rebuild',
    '--release',
    '--force_build=1',
    `--nodedir=${projectNodeHome}`,
    '--jobs=max',
  ];
  return run(projectNode, [nodeGyp, ...args], {
    what: 'Building the database module (better-sqlite3)',
    remedy:
      'It needs a C++20 compiler, make and Python 3. On Debian: apt-get install g++ make python3',
    cwd: source,
    env: {
      ...process.env,
      NODE_PATH: nodeModules, // the copy lies outside node_modules and must still find node-addon-api
      // The package asks for Node-API 10. What it uses of it exists in older versions under
      // "experimental".
      CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
    },
  });
}
