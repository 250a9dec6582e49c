import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError } from './setup/report.mjs';

const SCREEN = '1366x900x24';
const START_LIMIT_MS = 15_000;

/**
 * Tells the processes we start (vitest's workers) which Xvfb is ours, without presenting it as a
 * user's display.
 */
const OUR_DISPLAY = 'LANYARD_XVFB_DISPLAY';

/** @type {import('./runtime.mjs').VirtualDisplay | undefined} */
let shared;

/** Whether windows can be shown. Windows and macOS always have a display. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The X display to use: the user's, or the Xvfb that `ensureDisplay` started. */
export function currentDisplay() {
  return process.env[OUR_DISPLAY] ?? process.env.DISPLAY;
}

/**
 * Starts an Xvfb for this process if there is no display. It ends with the process. Repeated calls
 * share one.
 * @throws {SetupError} when Xvfb is missing or does not start
 */
export async function ensureDisplay() {
  if (currentDisplay() || hasDisplay()) return;
  shared = await startXvfb();
  process.env[OUR_DISPLAY] = shared.display;
}

/**
 * Runs `work` with a display, and ends the display afterwards if it was started for this.
 * @template T
 * @param {(display: string | undefined) => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {SetupError} when Xvfb is missing or does not start; whatever `work` throws
 */
export async function withDisplay(work) {
  const before = shared;
  await ensureDisplay();
  try {
    return await work(currentDisplay());
  } finally {
    if (shared !== before) takeAwayDisplay();
  }
}

function takeAwayDisplay() {
  shared?.stop();
  shared = undefined;
  delete process.env[OUR_DISPLAY];
}

/**
 * Starts an X server without a screen on its own display number, so that two test runs do not
 * collide.
 * @returns {Promise<import('./runtime.mjs').VirtualDisplay>}
 * @throws {SetupError} when Xvfb is missing or does not start within 15 seconds
 */
export function startXvfb() {
  // -ac: some tests start the app as another, unprivileged user. The display shows only invented
  // delegates.
  // A random number: with -displayfd alone every server begins at :0 without a lock, and one that
  // is just ending takes the socket of the next one with it.
  // -noreset: otherwise the server restarts whenever its last client leaves, and refuses clients
  // that come just then.
  const wanted = 100 + Math.floor(Math.random() * 50_000);
  const args = [
    `:${wanted}`,
    '-displayfd',
    '3',
    '-screen',
    '0',
    SCREEN,
    '-nolisten',
    'tcp',
    '-ac',
    '-noreset',
  ];
  // Errors go to a file, because nothing reads a pipe once the server runs.
  const errorFile = join(mkdtempSync(join(tmpdir(), 'lanyard-xvfb-')), 'errors.txt');
  const server = spawn('Xvfb', args, {
    stdio: ['ignore', 'ignore', openSync(errorFile, 'w'), 'pipe'],
  });
  const stop = () => void server.kill();
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ reason) => {
      stop();
      reject(
        new SetupError(
          `Xvfb did not start: ${reason} ${readFileSync(errorFile, 'utf8').trim()}`,
          'On Debian: apt-get install xvfb',
        ),
      );
    };
    const timer = setTimeout(() => fail('no answer in 15 seconds.'), START_LIMIT_MS);
    server.once('error', (error) => fail(error.message));
    server.once('exit', (code) => fail(`exit code ${code}.`));
    let number = '';
    /** @type {import('node:stream').Readable} */ (server.stdio[3]).on('data', (chunk) => {
      number += chunk;
      // Xvfb writes the number and its line end separately, and ends if nothing reads the second.
      if (!number.endsWith('\n')) return;
      clearTimeout(timer);
      server.removeAllListeners('exit');
      letGo(server);
      stopAtExit(server);
      resolve({ display: `:${number.trim()}`, stop });
    });
  });
}

/**
 * Keeps the server from holding up the end of a finished tool.
 * @param {import('node:child_process').ChildProcess} server
 */
function letGo(server) {
  server.unref();
  server.stdio[3]?.destroy();
}

/** @param {import('node:child_process').ChildProcess} server */
function stopAtExit(server) {
  const kill = () => void server.kill();
  process.once('exit', kill);
  server.once('exit', () => process.off('exit', kill));
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, () => {
      kill();
      // If nothing else handles the signal, it must still end the process.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    });
  }
}
