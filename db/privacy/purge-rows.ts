import type { PurgePart } from '../../domain/privacy/outcome.ts';
import { writeSetting } from '../base/settings.ts';
import { statement } from '../base/statement.ts';
import type { WritableDatabase } from '../base/types.ts';
import { renewSearchIndex } from '../roster/search-index.ts';

/** The result of one step of a purge. */
export interface PurgedSlice {
  /** Number of deleted items of each part. */
  counts: Map<PurgePart, number>;
  rows: number;
  /** The tables no longer hold personal data of the event. */
  isDone: boolean;
}

/**
 * Long tables, in the order in which they are emptied. Codes come before their delegates, because a
 * code without a delegate would belong to no one.
 */
const longTables: readonly { part: PurgePart | null; sql: string; byEvent: boolean }[] = [
  {
    part: 'payloads',
    sql: `DELETE FROM attendance_personal WHERE attendance_id IN
       (SELECT personal.attendance_id FROM attendance_personal AS personal
        JOIN attendance_event AS fact ON fact.id = personal.attendance_id
        WHERE fact.event_id = ? LIMIT ?)`,
    byEvent: true,
  },
  {
    part: 'delegates',
    sql: 'DELETE FROM delegate WHERE rid IN (SELECT rid FROM delegate WHERE event_id = ? LIMIT ?)',
    byEvent: true,
  },
  ...['ticket_hash', 'registration_code'].map((table) => ({
    part: null,
    sql: `DELETE FROM ${table} WHERE (code, delegate_id) IN
       (SELECT code, delegate_id FROM ${table}
        WHERE delegate_id NOT IN (SELECT id FROM delegate) LIMIT ?)`,
    byEvent: false,
  })),
  {
    part: 'photos',
    sql: `DELETE FROM delegate_photo WHERE rowid IN
       (SELECT rowid FROM delegate_photo WHERE event_id = ? LIMIT ?)`,
    byEvent: true,
  },
  {
    part: null,
    sql: 'DELETE FROM ticket_mail WHERE id IN (SELECT id FROM ticket_mail WHERE event_id = ? LIMIT ?)',
    byEvent: true,
  },
  {
    part: 'activity',
    sql: 'DELETE FROM activity WHERE id IN (SELECT id FROM activity WHERE event_id = ? LIMIT ?)',
    byEvent: true,
  },
];

/**
 * Deletes some rows with personal data of an event, in the given transaction. Call it again until
 * it is done. Facts with their chains and commitments, badges by serial, stock counts, settings and
 * this station's operators stay.
 *
 * @param most max rows of one table (of pictures a twentieth)
 */
export function purgeSome(db: WritableDatabase, eventId: string, most: number): PurgedSlice {
  for (const { part, sql, byEvent } of longTables) {
    const limit = part === 'photos' ? Math.ceil(most / 20) : most;
    const values = byEvent ? [eventId, limit] : [limit];
    const { changes } = statement<(string | number)[], unknown>(db, sql).run(...values);
    if (changes === 0) continue;
    // The index keeps terms of deleted rows. If this stops here, the next start rebuilds it.
    if (part === 'delegates') writeSetting(db, indexSetting, null);
    const counts = new Map(part === null ? [] : [[part, changes] as const]);
    return { counts, rows: changes, isDone: false };
  }
  return { counts: purgeRest(db, eventId), rows: 1, isDone: true };
}

/** Empties tables that are short or can be deleted at once. */
function purgeRest(db: WritableDatabase, eventId: string): Map<PurgePart, number> {
  const run = (sql: string, ...values: string[]): number =>
    statement<string[], unknown>(db, sql).run(...values).changes;
  const counts = new Map<PurgePart, number>();
  counts.set(
    'payloads',
    run(
      `UPDATE unknown_event SET salt = NULL, personal = NULL
       WHERE personal IS NOT NULL AND instr(body, ?) > 0`,
      eventId,
    ),
  );
  run('DELETE FROM roster_count WHERE event_id = ?', eventId);
  run('DELETE FROM imported WHERE event_id = ?', eventId);
  run('DELETE FROM photo_to_send');
  renewIndex(db);
  counts.set('operators', run('DELETE FROM known_operator'));
  counts.set('stop-entries', run('DELETE FROM stop_entry'));
  run('DELETE FROM stop_list');
  counts.set('print-jobs', endJobs(db, eventId));
  return counts;
}

const indexSetting = 'search-words-version';

/**
 * Rebuilds the index from the remaining rows. Until a merge it would keep terms of deleted rows.
 */
function renewIndex(db: WritableDatabase): void {
  writeSetting(db, indexSetting, null);
  renewSearchIndex(db);
}

/**
 * Cancels jobs that wait for a printer. A job's detail (characters that no font has) comes from
 * names.
 */
function endJobs(db: WritableDatabase, eventId: string): number {
  const { changes } = statement<[string], unknown>(
    db,
    `UPDATE print_job SET state = 'cancelled' WHERE event_id = ? AND state IN ('queued', 'held')`,
  ).run(eventId);
  statement(db, `UPDATE print_job SET detail = '' WHERE event_id = ? AND detail <> ''`).run(
    eventId,
  );
  statement(db, 'UPDATE badge SET code = NULL WHERE event_id = ?').run(eventId);
  statement(
    db,
    `UPDATE print_batch SET state = 'cancelled' WHERE event_id = ? AND state <> 'cancelled'`,
  ).run(eventId);
  return changes;
}

/** SQLite's value for a file whose free pages can be returned a few at a time. */
const incremental = 2;

/**
 * Returns some free pages to the file system. When there are none left, empties the log, so that
 * nothing of the deleted rows remains. A store of an earlier version is rewritten once as a whole.
 * Call it outside a transaction.
 *
 * @param pages max number of pages
 * @returns `busy` while another connection reads the store: try again
 */
export function compactSome(db: WritableDatabase, pages: number): 'more' | 'busy' | 'done' {
  if (db.pragma('auto_vacuum', { simple: true }) !== incremental) {
    db.pragma('auto_vacuum = INCREMENTAL');
    db.exec('VACUUM');
  }
  if (Number(db.pragma('freelist_count', { simple: true })) > 0) {
    db.pragma(`incremental_vacuum(${Math.max(1, Math.trunc(pages))})`);
    return 'more';
  }
  const [row] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  return row?.busy === 0 ? 'done' : 'busy';
}
