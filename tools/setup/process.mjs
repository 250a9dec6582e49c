import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { cacheDir } from './paths.mjs';
import { SetupError } from './report.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} what the step in words, for the error message
 * @property {string} remedy what the reader can do when it fails
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutMs] the command is killed after this time
 */

/**
 * Runs a command quietly and resolves to its stdout. Its whole output is kept in a log file when it
 * fails.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} options
 * @returns {Promise<string>}
 * @throws {SetupError} when the command is missing, exits non-zero or takes longer than `timeoutMs`
 */
export function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...(options.env ?? process.env), NO_COLOR: '1', FORCE_COLOR: undefined },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command === 'npm',
      timeout: options.timeoutMs,
    });
    let stdout = '';
    let everything = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      everything += chunk;
    });
    child.stderr.on('data', (chunk) => {
      everything += chunk;
    });
    child.once('error', (error) => reject(failure(command, options, error.message, everything)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(stdout);
      else
        reject(
          failure(
            command,
            options,
            signal ? `stopped by ${signal}` : `exit code ${code}`,
            everything,
          ),
        );
    });
  });
}

/**
 * @param {string} command
 * @param {RunOptions} options
 * @param {string} reason
 * @param {string} output
 */
function failure(command, options, reason, output) {
  const tail = readable(output);
  const log = join(cacheDir, 'set-up-failure.log');
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(log, output);
  return new SetupError(
    `${options.what} failed (${command}: ${reason}).\n${tail}`,
    `${options.remedy}\nThe whole output is in ${log}`,
  );
}

/**
 * The end of a program's output without colours and stack frames: builders print the cause above a
 * long stack.
 * @param {string} output
 */
function readable(output) {
  const plain = stripVTControlCharacters(output);
  const lines = plain
    .split('\n')
    .filter((line) => line.trim() && !/^\s+at .*(:\d+|<anonymous>)\)?/.test(line));
  return lines.slice(-20).join('\n');
}

/**
 * Whether a program of this name is on the PATH.
 * @param {string} name
 */
export function commandExists(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
