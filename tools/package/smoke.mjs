// Checks that a packed app starts: its window paints, its store opens, and it ends in order.
import { spawn } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronRuntime, withDisplay } from '../runtime.mjs';
import { SetupError } from '../setup/report.mjs';

/** Milliseconds for each step; only an app that hangs takes so long. */
const timeout = 90_000;

/**
 * Starts the packed app on the demo event, waits until it reports that its window is painted and
 * its store is open, and ends it. It reports that to its updater; nothing can drive a packed app
 * from outside.
 * @param {string} program
 * @param {string} version
 * @throws {SetupError} when it does not come up, or does not end with 0
 */
export async function smokeTest(program, version) {
  await withDisplay(async (display) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'lanyard-smoke-'));
    const installed = join(dataDir, 'installed');
    mkdirSync(installed);
    writeFileSync(join(installed, 'pointer'), `current=${version}\n`);
    const { command, args } = asPerson(dataDir);
    const line = [...command, program, ...args, '--demo', `--data-dir=${join(dataDir, 'data')}`];
    const child = spawn(line[0] ?? '', line.slice(1), {
      env: {
        PATH: process.env.PATH ?? '',
        HOME: dataDir,
        LANYARD_UPDATE_ROOT: installed,
        ...(display ? { DISPLAY: display } : {}),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    try {
      await within(ready(child, installed), 'its first page');
      child.kill('SIGTERM');
      const code = await within(ended, 'its end');
      if (code !== 0) throw new Error(`it ended with ${code}`);
    } catch (error) {
      throw new SetupError(
        `The packed app does not work: ${error instanceof Error ? error.message : error}`,
        `Start it by hand: ${program} --demo`,
      );
    } finally {
      child.kill('SIGKILL');
      await ended;
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}

/** Debian's "nobody" and "nogroup". */
const nobody = 65_534;

/**
 * Root cannot have Chromium's sandbox, and a packed app does not start without it. As root, it runs
 * as nobody.
 * @param {string} folder that the program writes into
 */
function asPerson(folder) {
  const args = electronRuntime().args.filter((argument) => argument !== '--no-sandbox');
  if (process.getuid?.() !== 0) return { command: [], args };
  for (const each of [folder, join(folder, 'installed')]) chownSync(each, nobody, nobody);
  const command = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
  return { command, args };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} folder
 * @returns {Promise<void>}
 */
function ready(child, folder) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('error', reject);
    child.stderr?.on('data', (data) => {
      text += data;
    });
    const news = watch(folder, () => {
      if (existsSync(join(folder, 'ready'))) resolve();
    });
    child.once('exit', (code) => {
      news.close();
      reject(new Error(`it ended (${code}): ${text.slice(-1500)}`));
    });
  });
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @param {string} what
 * @returns {Promise<T>}
 */
function within(promise, what) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no sign of ${what}`)), timeout);
    promise.then(resolve, reject).finally(() => clearTimeout(late));
  });
}
