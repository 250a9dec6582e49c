import { dirname, join } from 'node:path';
import type { StoreLocation } from '../../../db/station/open.ts';

/** The folder of a store's copies. */
export function copiesFolder(location: StoreLocation): string {
  return join(dirname(location.path), 'backups');
}

/** The folder of the journal, a second copy of the newest facts. */
export function journalFolder(location: StoreLocation): string {
  return join(dirname(location.path), 'journal');
}

/** The file with the ledger's mark. */
export function headMarkPath(location: StoreLocation): string {
  return join(dirname(location.path), 'ledger-head');
}

/** A note left when a running app met damage: the next start checks every page and index. */
export function suspectPath(location: StoreLocation): string {
  return join(dirname(location.path), 'store-suspect');
}

/** That note once a start found the store whole: restarting for it again would loop for ever. */
export function clearedPath(location: StoreLocation): string {
  return join(dirname(location.path), 'store-suspect-cleared');
}
