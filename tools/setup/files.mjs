import { createHash } from 'node:crypto';
import {
  createReadStream,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheDir } from './paths.mjs';
import { SetupError } from './report.mjs';

/**
 * Builds a file or folder under a temporary name and renames it into place, so that an interrupted
 * set-up leaves nothing that looks finished. The temporary folder is in the cache, as a rename
 * needs one file system.
 * @param {string} target the final path
 * @param {(workDir: string) => Promise<string>} make fills `workDir` and returns the path to move
 * to `target`
 * @throws whatever `make` throws; the temporary folder is removed first
 */
export async function buildAtomically(target, make) {
  const workDir = join(cacheDir, `tmp-${process.pid}-${Date.now()}`);
  mkdirSync(workDir, { recursive: true });
  try {
    const made = await make(workDir);
    rmSync(target, { recursive: true, force: true });
    renameSync(made, target);
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

/** Removes what interrupted set-ups left behind. Call it only while holding the set-up lock. */
export function removeLeftovers() {
  for (const name of readdirSync(cacheDir)) {
    if (name.startsWith('tmp-')) rmSync(join(cacheDir, name), { recursive: true, force: true });
  }
}

/**
 * Writes a small file so that a reader sees either the old or the new content.
 * @param {string} path
 * @param {string} content
 */
export function writeAtomically(path, content) {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}

/**
 * Checks a file against an npm-style `sha512` in base64.
 * @param {string} path
 * @param {string} expected
 * @throws {SetupError} when the content differs
 */
export async function verifySha512(path, expected) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  const actual = hash.digest('base64');
  if (actual !== expected) {
    throw new SetupError(
      `${path} is not the expected file: sha512 ${actual}, expected ${expected}.`,
      'The download was damaged or altered on the way. Try again; if it stays so, ask who runs the package registry.',
    );
  }
}

/**
 * Reads JSON, or undefined where the file is missing or not JSON (half-written, for instance).
 * @param {string} path
 */
export function readJsonIfThere(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
