import { constants, copyFileSync, existsSync, rmSync, statSync } from 'node:fs';
import { flushFile, moveFile } from '../../../platform/files/durable.ts';

/** The copy of the store from before an update; a purge deletes it like every replaced store. */
function copyOf(store: string): string {
  return `${store}.before-update`;
}

/**
 * Copies the closed store before the first start of a new version, whose migrations the version
 * before could not read. The copy is encrypted like the store. Throws Node's file errors, and an
 * Error for a store that is still open.
 *
 * @param store absolute path of the store's file
 */
export function copyStoreBeforeUpdate(store: string): void {
  // Closing the last connection empties and removes the log; otherwise the file alone lacks facts.
  const log = `${store}-wal`;
  if (existsSync(log) && statSync(log).size > 0) throw new Error('the store is still open');
  const fresh = `${copyOf(store)}.new`;
  rmSync(fresh, { force: true });
  copyFileSync(store, fresh, constants.COPYFILE_FICLONE);
  flushFile(fresh);
  moveFile(fresh, copyOf(store));
}

/**
 * Undoes a version that did not work: renames its store, which this version cannot read, and
 * restores the copy from before. What the failed version wrote is in the renamed file, and the hub
 * returns what it had received.
 *
 * @returns the path of the newer store, or null where there is no copy
 */
export function takeStoreFromBeforeUpdate(store: string, now: Date): string | null {
  if (!existsSync(copyOf(store))) return null;
  const aside = `${store}.unreadable-${now.toISOString().replaceAll(':', '-')}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(`${store}${suffix}`)) moveFile(`${store}${suffix}`, `${aside}${suffix}`);
  }
  moveFile(copyOf(store), store);
  return aside;
}

/** Call it once the running version works: the copy is no longer needed, and is personal data. */
export function forgetStoreCopy(store: string): void {
  rmSync(copyOf(store), { force: true });
}
