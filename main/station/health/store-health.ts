import type { ReadableDatabase } from '../../../db/base/types.ts';
import type { StoreHealth } from '../../../domain/sync/reported-health.ts';
import { openRecovery } from '../backup/recovery-record.ts';

/**
 * The health of a station's store as others see it: the worst that applies.
 *
 * @param copyFailed whether the last copy of the store failed
 */
export function storeHealthOf(db: ReadableDatabase, copyFailed: boolean): StoreHealth {
  const recovery = openRecovery(db);
  if (recovery?.isWhole === false) return 'incomplete';
  if (copyFailed) return 'not-copied';
  return recovery === null ? 'whole' : 'restored';
}
