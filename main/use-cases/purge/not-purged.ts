import { isPurged } from '../../../db/purge-orders.ts';
import type { ReadableDatabase } from '../../../db/types.ts';
import { CallFailure } from '../../call-failure.ts';

/** A purged event accepts no more personal data. Throws CallFailure `event-purged`. */
export function notPurged(db: ReadableDatabase, eventId: string): void {
  if (isPurged(db, eventId)) throw new CallFailure('event-purged');
}
