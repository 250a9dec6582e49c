import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/**
 * Ids of the hubs' own changes that are already in these people's roster rows. Changes whose facts
 * came after the last complete read of the roster are left out: a hub that gets this roster must
 * still apply them.
 */
export function hubChangesIn(
  db: ReadableDatabase,
  eventId: string,
  delegateIds: readonly string[],
): string[] {
  return statement<[string, string], { id: string }>(
    db,
    `SELECT id FROM attendance_event
     WHERE event_id = ? AND delegate_id IN (SELECT value FROM json_each(?))
       AND type = 'registration-changed'
       AND coalesce(hub_seq, 0) <= coalesce((SELECT changes_seq FROM hub_link), hub_seq, 0)
     ORDER BY id`,
  )
    .all(eventId, JSON.stringify(delegateIds))
    .map(({ id }) => id);
}
