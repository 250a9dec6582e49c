import { mkdirSync } from 'node:fs';
import {
  debianSystem,
  ensureDebianPackages,
  mentionUnknownLinux,
  missingDebianPackages,
} from './debian.mjs';
import {
  dependenciesMatchLock,
  installDependencies,
  projectNodeInstalled,
} from './dependencies.mjs';
import { findElectron, installElectron, sayFallbackInUse } from './electron.mjs';
import { removeLeftovers } from './files.mjs';
import { withLock } from './lock.mjs';
import { cacheDir } from './paths.mjs';
import { SetupError } from './report.mjs';
import { buildSqliteBinding, sqliteBindingReady } from './sqlite-binding.mjs';

/**
 * Sets this clone up so that the app runs: dependencies, system packages, Electron, database
 * module. Quick when there is nothing to do, safe to interrupt, and safe to start twice at once.
 * @param {{ purposes: import('./debian.mjs').DebianPurpose[] }} options which system packages the
 * caller needs
 * @throws {SetupError} naming what is missing and the remedy
 */
export async function setUp({ purposes }) {
  assertNodeVersion();
  mkdirSync(cacheDir, { recursive: true });
  if (isComplete(purposes)) {
    if (findElectron()?.fallback) sayFallbackInUse();
    return;
  }
  await withLock(async () => {
    removeLeftovers();
    mentionUnknownLinux();
    await ensureDebianPackages(purposes);
    await installDependencies();
    await installElectron();
    await buildSqliteBinding();
  });
}

/**
 * Only the npm dependencies and the tools' Node: enough for checks which start no Electron.
 * @throws {SetupError} when npm fails
 */
export async function setUpDependencies() {
  assertNodeVersion();
  if (dependenciesMatchLock() && projectNodeInstalled()) return;
  await withLock(installDependencies);
}

/** @param {import('./debian.mjs').DebianPurpose[]} purposes */
function isComplete(purposes) {
  return (
    dependenciesMatchLock() &&
    projectNodeInstalled() &&
    findElectron() !== undefined &&
    sqliteBindingReady() &&
    missingDebianPackages(purposes, debianSystem()).length === 0
  );
}

function assertNodeVersion() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new SetupError(
    `This is Node ${process.versions.node}; Lanyard needs 20.19 or newer.`,
    'Install a newer Node.',
  );
}
