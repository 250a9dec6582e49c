import { StoreError } from '../../db/types.ts';
import type { SyncTrouble } from '../../domain/sync-status.ts';
import { HubProblem } from '../../domain/wire/problems.ts';
import { SyncFailure } from './hub-port.ts';

/** What went wrong in a sync, and how long the hub asks to be left alone (milliseconds). */
export interface Trouble {
  code: SyncTrouble;
  retryAfter: number | null;
}

/**
 * What a failed sync means for the screen and for the next try. Null for what is none of the things that a
 * hub, a network or a disk can do: then the program is at fault, and whoever caught the error must pass it on.
 */
export function troubleOf(error: unknown): Trouble | null {
  if (error instanceof HubProblem) return { code: error.code, retryAfter: error.retryAfter };
  if (error instanceof SyncFailure) return { code: error.code, retryAfter: null };
  if (error instanceof StoreError || isSqlite(error)) {
    return { code: 'store-failed', retryAfter: null };
  }
  return null;
}

function isSqlite(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_');
}
