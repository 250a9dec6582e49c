import type { PurgePart } from '../domain/purge/outcome.ts';
import { renewSearchIndex } from './search-index.ts';
import { writeSetting } from './settings.ts';
import { statement } from './statement.ts';
import type { WritableDatabase } from './types.ts';

/**
 * Deletes every row with personal data of an event, in the transaction given. Facts with their chains and commitments,
 * badges by serial, counts of stock, settings and this station's own operators stay.
 *
 * @returns how many of each part went
 */
export function purgeRows(db: WritableDatabase, eventId: string): Map<PurgePart, number> {
  const run = (sql: string, ...values: string[]): number =>
    statement<string[], unknown>(db, sql).run(...values).changes;
  const counts = new Map<PurgePart, number>();
  counts.set(
    'payloads',
    run(
      `DELETE FROM attendance_personal WHERE attendance_id IN
         (SELECT id FROM attendance_event WHERE event_id = ?)`,
      eventId,
    ) +
      run(
        `UPDATE unknown_event SET salt = NULL, personal = NULL
         WHERE personal IS NOT NULL AND instr(body, ?) > 0`,
        eventId,
      ),
  );
  counts.set('delegates', run('DELETE FROM delegate WHERE event_id = ?', eventId));
  // Codes are written before their delegates: whose delegate is not there belong to nobody.
  run('DELETE FROM ticket_code WHERE delegate_id NOT IN (SELECT id FROM delegate)');
  run('DELETE FROM registration_code WHERE delegate_id NOT IN (SELECT id FROM delegate)');
  run('DELETE FROM roster_count WHERE event_id = ?', eventId);
  renewIndex(db);
  counts.set('photos', run('DELETE FROM delegate_photo WHERE event_id = ?', eventId));
  counts.set('activity', run('DELETE FROM activity WHERE event_id = ?', eventId));
  counts.set('operators', run('DELETE FROM known_operator'));
  counts.set('stop-entries', run('DELETE FROM stop_entry'));
  run('DELETE FROM stop_list');
  counts.set('print-jobs', endJobs(db, eventId));
  return counts;
}

/** The index keeps words of deleted rows until it is merged: it is made anew from who is left. */
function renewIndex(db: WritableDatabase): void {
  writeSetting(db, 'search-words-version', null);
  renewSearchIndex(db);
}

/** Nothing waits for a printer any more. What a job's detail says (characters that no font has) comes from names. */
function endJobs(db: WritableDatabase, eventId: string): number {
  const { changes } = statement<[string], unknown>(
    db,
    `UPDATE print_job SET state = 'cancelled' WHERE event_id = ? AND state IN ('queued', 'held')`,
  ).run(eventId);
  statement(db, `UPDATE print_job SET detail = '' WHERE event_id = ? AND detail <> ''`).run(
    eventId,
  );
  statement(
    db,
    `UPDATE print_batch SET state = 'cancelled' WHERE event_id = ? AND state <> 'cancelled'`,
  ).run(eventId);
  return changes;
}

/**
 * Writes the store anew, so that nothing of the deleted rows is left in free pages or in the log.
 *
 * @returns false while somebody else reads the store: to be tried again
 */
export function compactStore(db: WritableDatabase): boolean {
  db.exec('VACUUM');
  const [row] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  return row?.busy === 0;
}
