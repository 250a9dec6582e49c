// What tools and tests need to start the real Electron, whichever runtime set-up has found.
import { existsSync } from 'node:fs';
import { Transform } from 'node:stream';
import { currentDisplay } from './display.mjs';
import { findElectron } from './setup/electron.mjs';
import { SetupError } from './setup/report.mjs';
import { sqliteBindingFor } from './setup/sqlite-binding.mjs';

export { ensureDisplay, hasDisplay, startXvfb, withDisplay } from './display.mjs';
export { ensureDebianPackages } from './setup/debian.mjs';
export { productFolders, projectNode, root } from './setup/paths.mjs';

/**
 * How to start Electron here. `args` go before the app's folder, `env` on top of the environment.
 * @returns {import('./runtime.mjs').ElectronRuntime}
 * @throws {SetupError} when set-up has not installed Electron yet
 */
export function electronRuntime() {
  const electron = findElectron();
  if (!electron) {
    throw new SetupError(
      'Electron is not installed yet.',
      'Run `npm start` or `npm test`, which set everything up.',
    );
  }
  return {
    executable: electron.executable,
    distDir: electron.distDir,
    args: chromiumArguments(),
    env: { ...sqliteEnvironment(electron), ...displayEnvironment() },
    version: electron.version,
    fallback: electron.fallback,
  };
}

/**
 * The environment in which code under the project's Node finds the same database module as Electron
 * does.
 * @param {{ version: string }} electron
 * @returns {Record<string, string>}
 */
function sqliteEnvironment(electron) {
  const binding = sqliteBindingFor(electron);
  return binding ? { LANYARD_SQLITE_BINDING: binding } : {};
}

/** @returns {Record<string, string>} */
function displayEnvironment() {
  const display = currentDisplay();
  return display ? { DISPLAY: display } : {};
}

function chromiumArguments() {
  const args = [];
  // Chromium refuses its sandbox to root. Only tools and tests add this; the product never does.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  if (process.platform === 'linux' && !existsSync('/dev/dri')) args.push('--disable-gpu');
  return args;
}

/**
 * Lines that Chromium prints on machines without a desktop session; they mean nothing to the
 * reader.
 */
const HARMLESS = [
  /Failed to connect to the bus/,
  /Failed to call method: org\.freedesktop\.DBus/,
  /Floss manager not present/,
  // GTK, at each print
  /Couldn't connect to D-Bus system bus/,
  /failed to contact colord/,
  /viz_main_impl\.cc.*Exiting GPU process/,
  /^DevTools listening on /,
  /^Debugger (listening|attached|ending)/,
  /^For help, see: https:\/\/nodejs\.org/,
];

/**
 * Whether a line of Electron's stderr is one of those every headless start prints.
 * @param {string} line
 */
export function isHarmlessLine(line) {
  return HARMLESS.some((pattern) => pattern.test(line));
}

/**
 * A stream for Electron's stderr: it drops the harmless lines and passes the others on, line by
 * line.
 */
export function harmlessLineFilter() {
  let pending = '';
  return new Transform({
    transform(chunk, _encoding, done) {
      const lines = (pending + chunk).split('\n');
      pending = lines.pop() ?? '';
      const kept = lines.filter((line) => !isHarmlessLine(line));
      done(null, kept.map((line) => `${line}\n`).join(''));
    },
    flush(done) {
      done(null, isHarmlessLine(pending) ? '' : pending);
    },
  });
}
