import type { ReadableDatabase } from '../../db/base/types.ts';
import { isPurged } from '../../db/privacy/purge-orders.ts';
import { CallFailure } from '../base/call-failure.ts';

/** A purged event accepts no more personal data. Throws CallFailure `event-purged`. */
export function notPurged(db: ReadableDatabase, eventId: string): void {
  if (isPurged(db, eventId)) throw new CallFailure('event-purged');
}
