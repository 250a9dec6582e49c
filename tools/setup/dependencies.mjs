import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonIfThere } from './files.mjs';
import { nodeModules, projectNode, projectNodeHome, root } from './paths.mjs';
import { run } from './process.mjs';
import { say } from './report.mjs';

/**
 * Whether `node_modules` holds what the lock file asks for. npm keeps its own record of what it
 * installed and writes it last, so comparing the two needs no stamp of ours. It detects an
 * interrupted `npm ci`, and it does not repeat what a developer has already done by hand.
 * @param {string} [folder] the folder that holds package-lock.json and node_modules
 */
export function dependenciesMatchLock(folder = root) {
  const lock = readJsonIfThere(join(folder, 'package-lock.json'));
  const installed = readJsonIfThere(join(folder, 'node_modules', '.package-lock.json'));
  if (!lock?.packages || !installed?.packages) return false;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    const found = installed.packages[path];
    if (path === '' || (!found && wanted.optional)) return true; // optional: built for another platform
    return found?.version === wanted.version && found?.integrity === wanted.integrity;
  });
}

/**
 * Whether the `node` devDependency has fetched its program and headers (a later `npm install x`
 * deletes them).
 */
export function projectNodeInstalled() {
  return (
    existsSync(projectNode) && existsSync(join(projectNodeHome, 'include', 'node', 'node_api.h'))
  );
}

/**
 * Installs the dependencies of the lock file, then the Node that the tools run on.
 * @throws {SetupError} when npm fails
 */
export async function installDependencies() {
  if (!dependenciesMatchLock()) {
    say('installing the dependencies of package-lock.json (npm ci)');
    // Scripts are off here and `node` gets its own call, because npm before 11 does not know
    // allowScripts and would run every package's script.
    await npm(
      ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev'],
      'Installing the npm dependencies',
    );
  }
  if (!projectNodeInstalled()) {
    say('fetching the Node version that the tools use');
    await npm(
      ['rebuild', 'node', '--foreground-scripts'],
      'Fetching the Node version of the tools',
    );
  }
}

/**
 * @param {string[]} args
 * @param {string} what
 */
function npm(args, what) {
  return run('npm', args, {
    what,
    cwd: root,
    env: environmentForNpm(),
    remedy: `Check that the package registry can be reached (npm ping), then run: npm ${args.join(' ')}\nIf ${nodeModules} is damaged, delete it first.`,
  });
}

/**
 * npm passes its own settings to scripts; an outer `npm test --workspace …` must not change the
 * inner call.
 */
function environmentForNpm() {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (/^npm_(lifecycle|package|command)/.test(name)) delete env[name];
  }
  delete env.NODE_ENV; // "production" would leave the devDependencies out, as would the next
  delete env.npm_config_omit;
  return env;
}
