import type { ReadableDatabase } from '../../db/types.ts';
import type { StoreHealth } from '../../domain/wire/kiosk-health.ts';
import { openRecovery } from '../backup/recovery-record.ts';

/**
 * How a station's own store is, for those who are not there: the worst of what can be said of it.
 *
 * @param copyFailed whether the last copy of the store failed
 */
export function storeHealthOf(db: ReadableDatabase, copyFailed: boolean): StoreHealth {
  const recovery = openRecovery(db);
  if (recovery?.isWhole === false) return 'incomplete';
  if (copyFailed) return 'not-copied';
  return recovery === null ? 'whole' : 'restored';
}
