import { dirname, join } from 'node:path';
import type { StoreLocation } from '../../db/open.ts';

/** Where the copies of a store lie. */
export function copiesFolder(location: StoreLocation): string {
  return join(dirname(location.path), 'backups');
}

/** Where the newest facts lie once more. */
export function journalFolder(location: StoreLocation): string {
  return join(dirname(location.path), 'journal');
}

/** Where the ledger's mark lies. */
export function headMarkPath(location: StoreLocation): string {
  return join(dirname(location.path), 'ledger-head');
}

/** Where somebody who met damage while the app ran leaves a note: the next start looks at every page and index. */
export function suspectPath(location: StoreLocation): string {
  return join(dirname(location.path), 'store-suspect');
}

/** What that note becomes where the store was found whole: starting anew again would go round for ever. */
export function clearedPath(location: StoreLocation): string {
  return join(dirname(location.path), 'store-suspect-cleared');
}
