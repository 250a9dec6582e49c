import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { projectNode, root } from './setup/paths.mjs';
import { SetupError } from './setup/report.mjs';

/**
 * Runs a script of this repository on the project's Node, which reads TypeScript (erasable syntax
 * only).
 * @param {string} script path from the repository's root
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 * @throws {SetupError} when the script does not exist
 */
export function runScript(script, args) {
  const path = resolve(root, script);
  if (!existsSync(path))
    throw new SetupError(`${script} does not exist.`, 'Is this clone complete? Try: git status');
  return runThrough(spawn(projectNode, [path, ...args], { stdio: 'inherit' }));
}

/** Milliseconds between two checks of the parent process. */
const lookForParent = 500;

/**
 * Waits for a child that shares our terminal. Signals to us go to the child, which then ends both.
 * The end of the shell in which npm runs us counts as a signal: npm passes a signal on to that
 * shell, and the shell to nobody.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>} its exit code; 128 + n after signal n, as shells do
 */
export function runThrough(child) {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  const pass = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal);
  for (const signal of signals) process.on(signal, pass);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.env.npm_lifecycle_event && process.ppid !== parent) pass('SIGTERM');
  }, lookForParent);
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearInterval(watch);
      for (const name of signals) process.off(name, pass);
      done(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}
