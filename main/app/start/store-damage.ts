import { writeFileSync } from 'node:fs';
import type { StoreLocation } from '../../../db/station/open.ts';
import { suspectPath } from '../../station/backup/places.ts';

/**
 * Runs a start. A large store is not checked whole when it is opened. Where it proves damaged
 * before the station runs, the next start checks every page and restores it. Rejects like `run`.
 *
 * @param run gets a function that it calls once the store is open
 */
export async function notingDamage(
  run: (opened: (location: StoreLocation) => void) => Promise<void>,
): Promise<void> {
  let store = null as StoreLocation | null;
  try {
    await run((location) => {
      store = location;
    });
  } catch (error) {
    if (store !== null && damageOf(error)) writeFileSync(suspectPath(store), '');
    throw error;
  }
}

/** Whether an error means a damaged store: a page has wrong content, or cannot be read. */
export function damageOf(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB|IOERR_(READ|SHORT_READ|CORRUPTFS|DATA))/.test(codeOf(error));
}

/** Whether a transaction was rolled back because the disk is full. */
export function isWriteWithoutRoom(error: unknown): boolean {
  return /^(SQLITE_FULL|SQLITE_IOERR_(WRITE|SHMSIZE|FSYNC)|ENOSPC)/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && String(error.code).startsWith('SQLITE')) return String(error.code);
  return error.cause === undefined
    ? 'code' in error
      ? String(error.code)
      : ''
    : codeOf(error.cause);
}
