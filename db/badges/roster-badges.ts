import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/**
 * Ids of the delegates who have, or are about to get, a valid badge: a change of the roster would
 * make it outdated.
 */
export function delegatesWithBadge(db: ReadableDatabase, eventId: string): Set<string> {
  const rows = statement<[string], { delegateId: string }>(
    db,
    `SELECT DISTINCT delegate_id AS delegateId FROM badge
     WHERE event_id = ? AND state IN ('issued', 'printed', 'handed-over')`,
  ).all(eventId);
  return new Set(rows.map((row) => row.delegateId));
}
