import { dirname, join } from 'node:path';
import type { StoreLocation } from '../../../db/station/open.ts';

export function copiesFolder(location: StoreLocation): string {
  return join(dirname(location.path), 'backups');
}

/** The folder of the journal, a second copy of the newest facts. */
export function journalFolder(location: StoreLocation): string {
  return join(dirname(location.path), 'journal');
}

/** The file with the ledger's mark; see head-mark.ts. */
export function headMarkPath(location: StoreLocation): string {
  return join(dirname(location.path), 'ledger-head');
}

/**
 * A file that a running app leaves after it met damage: the next start checks every page and index.
 */
export function suspectPath(location: StoreLocation): string {
  return join(dirname(location.path), 'store-suspect');
}

/**
 * The file that replaces it once a start found the store whole: restarting for it again would loop
 * for ever.
 */
export function clearedPath(location: StoreLocation): string {
  return join(dirname(location.path), 'store-suspect-cleared');
}
