// clock: equality with the import's time names its rows, and no order is drawn from it.

import type { ImportDependents, LastImport } from '../../domain/roster/roster-import.ts';
import { textIn } from '../base/json-column.ts';
import { statement } from '../base/statement.ts';
import { changedOne, type ReadableDatabase, type WritableDatabase } from '../base/types.ts';
import { forgetImport, keptSchema } from './last-import.ts';
import {
  changeable,
  codesOf,
  columnOf,
  delegateColumns,
  delegateOf,
  type KnownRow,
  updateRow,
  writeWords,
} from './roster-row.ts';
import { delegateWords } from './search-index.ts';

/** The last import that changed something here, if it is still recorded; else null. */
export function findLastImport(
  db: ReadableDatabase,
  eventId: string,
): Pick<LastImport, 'at' | 'added' | 'changed'> | null {
  const row = statement<[string], { at: number | null; added: number; changed: number }>(
    db,
    `SELECT max(wall) AS at, count(*) FILTER (WHERE state <> 'changed') AS added,
       count(*) FILTER (WHERE state = 'changed') AS changed
     FROM imported WHERE event_id = ?`,
  ).get(eventId);
  return row === undefined || row.at === null ? null : { ...row, at: row.at };
}

/**
 * The row of the ledger after which the last import's bookings stand; null without an import. Only
 * for a station without a hub: after it stand no bookings of another station's lists.
 */
export function factBeforeImport(db: ReadableDatabase, eventId: string): number | null {
  const row = statement<[string], { fact: number | null }>(
    db,
    'SELECT min(fact) AS fact FROM imported WHERE event_id = ?',
  ).get(eventId);
  return row?.fact ?? null;
}

/** The present value of the field that a note is about. */
const valueNow = `CASE field.key ${changeable
  .map((name) => `WHEN '${name}' THEN delegate.${columnOf(name)}`)
  .join(' ')} END`;

/** Facts by which the last import booked places, or that follow from these, are undone with it. */
const isOfList = `fact.type = 'booking-changed' AND fact.rowid > imported.fact
  AND coalesce(${textIn('fact.payload', 'why')}, '') IN ('list', 'promoted')`;
const isRecorded = `EXISTS (SELECT 1 FROM attendance_event AS fact
  WHERE fact.event_id = imported.event_id AND fact.delegate_id = imported.delegate_id
    AND NOT (${isOfList}))`;
const hasPhoto = `EXISTS (SELECT 1 FROM delegate_photo AS photo
  WHERE photo.event_id = imported.event_id AND photo.delegate_id = imported.delegate_id
    AND photo.sha256 IS NOT NULL)`;

/**
 * Counts what depends on the last import; see `ImportDependents`. What came later is decided by the
 * order of rows: after a clock was put back, people who hold tickets must not be undone.
 */
export function importDependents(db: ReadableDatabase, eventId: string): ImportDependents {
  const count = (sql: string, ...values: (string | number)[]): number =>
    statement<(string | number)[], { n: number }>(db, sql).get(...values)?.n ?? 0;
  const added = (condition: string): number =>
    count(
      `SELECT count(*) AS n FROM imported
       WHERE event_id = ? AND state <> 'changed' AND ${condition}`,
      eventId,
    );
  const exports = (what: string): number =>
    count(
      `SELECT count(*) AS n FROM activity
       WHERE event_id = ? AND kind = 'export' AND detail LIKE ?
         AND id > (SELECT min(activity) FROM imported WHERE event_id = ?)`,
      eventId,
      `${what} %`,
      eventId,
    );
  return {
    recorded: added(isRecorded),
    photos: added(hasPhoto),
    edited: count(
      `SELECT count(*) AS n FROM imported LEFT JOIN delegate ON delegate.id = imported.delegate_id
       WHERE imported.event_id = ? AND (delegate.rid IS NULL OR delegate.deleted = 1
         OR (imported.state = 'added' AND delegate.wall <> imported.wall AND NOT ${isRecorded})
         OR EXISTS (SELECT 1 FROM json_each(imported.after) AS field
                    WHERE field.value IS NOT ${valueNow}))`,
      eventId,
    ),
    tickets: exports('tickets'),
    packages: exports('event-package'),
  };
}

interface ImportedRow {
  delegateId: string;
  state: 'added' | 'restored' | 'changed';
  before: string;
}

/** Rows read at once, because nothing may be written while a statement steps through rows. */
const page = 500;

/**
 * Reverts the last import, whatever depends on it. People whom it added are removed with their
 * codes and search terms, and changed fields get their old values. Inside a transaction.
 *
 * @param wall UTC milliseconds
 */
export function revertImport(db: WritableDatabase, eventId: string, wall: number): void {
  const read = statement<[string, string, number], ImportedRow>(
    db,
    `SELECT delegate_id AS delegateId, state, before FROM imported
     WHERE event_id = ? AND delegate_id > ? ORDER BY delegate_id LIMIT ?`,
  );
  for (let last: string | undefined = ''; last !== undefined; ) {
    const rows = read.all(eventId, last, page);
    for (const row of rows) revertOne(db, row, wall);
    last = rows.at(-1)?.delegateId;
  }
  forgetImport(db);
}

function revertOne(db: WritableDatabase, imported: ImportedRow, wall: number): void {
  const row = statement<[string], KnownRow>(
    db,
    `SELECT rid, deleted, ${delegateColumns} FROM delegate WHERE id = ?`,
  ).get(imported.delegateId);
  if (row === undefined) return;
  if (imported.state === 'added') {
    removeDelegate(db, row);
    return;
  }
  const before = { ...row, ...keptSchema.parse(JSON.parse(imported.before)) } as KnownRow;
  const delegate = delegateOf(before);
  updateRow(db, row.rid, delegate, wall);
  if (imported.state === 'changed') {
    const words = delegateWords(delegate);
    if (words === delegateWords(delegateOf(row))) return;
    writeWords(db, [{ rid: row.rid, words, isNew: false }]);
    return;
  }
  const remove = statement<[number], unknown>(db, 'UPDATE delegate SET deleted = 1 WHERE rid = ?');
  changedOne(remove.run(row.rid), 'revertOne');
  forgetWords(db, row.rid);
}

function removeDelegate(db: WritableDatabase, row: KnownRow): void {
  for (const { kind, code } of codesOf(delegateOf(row))) {
    const table = kind === 'ticket' ? 'ticket_hash' : 'registration_code';
    statement<[string, string], unknown>(
      db,
      `DELETE FROM ${table} WHERE code = ? AND delegate_id = ?`,
    ).run(code, row.id);
  }
  statement<[number], unknown>(db, 'DELETE FROM delegate WHERE rid = ?').run(row.rid);
  forgetWords(db, row.rid);
}

function forgetWords(db: WritableDatabase, rid: number): void {
  statement<[number], unknown>(db, 'DELETE FROM delegate_search WHERE rowid = ?').run(rid);
}
