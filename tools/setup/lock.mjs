import { linkSync, mkdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheDir } from './paths.mjs';
import { SetupError, say } from './report.mjs';

const WAIT_LIMIT_MS = 20 * 60_000;

/**
 * Runs `work` while no other set-up works on the same cache. A lock whose process is gone is taken
 * over.
 * @template T
 * @param {() => Promise<T>} work
 * @param {string} [folder] where the lock file lies
 * @returns {Promise<T>}
 * @throws {SetupError} after 20 minutes of waiting for another set-up
 */
export async function withLock(work, folder = cacheDir) {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'set-up.lock');
  const started = Date.now();
  let told = false;
  while (!take(lock)) {
    if (Date.now() - started > WAIT_LIMIT_MS) {
      throw new SetupError(
        'Another set-up has been running for 20 minutes.',
        `Stop it, or delete ${lock} if it is not running any more.`,
      );
    }
    if (!told) say(`waiting for the set-up of process ${holder(lock)}`);
    told = true;
    await sleep(300);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param {string} lock */
function take(lock) {
  // A link appears with its content already there, so a lock can never be read without its process
  // id.
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    if (!isAbandoned(lock)) return false;
    rmSync(lock, { force: true });
  } finally {
    unlinkSync(own);
  }
  return take(lock);
}

/** @param {string} lock */
function isAbandoned(lock) {
  const pid = holder(lock);
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH';
  }
}

/** @param {string} lock */
function holder(lock) {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return undefined; // released between the two looks
  }
}
