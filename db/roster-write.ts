import type { Delegate, RegistrationStatus } from '../domain/delegate.ts';
import { mergeEntry, type RosterDefaults, type RosterEntry } from '../domain/roster-entry.ts';
import { type DelegateRow, delegateColumns, delegateOf } from './roster-row.ts';
import { delegateWords } from './search-words.ts';
import { statement } from './statement.ts';
import { changedOne, type WritableDatabase } from './types.ts';

/** A batch of a roster file, and what it needs to be written. */
export interface RosterBatch {
  eventId: string;
  entries: readonly RosterEntry[];
  defaults: RosterDefaults;
  /** UTC milliseconds. */
  wall: number;
}

/**
 * Writes a batch in one transaction: each delegate whole, with codes and the words by which search
 * finds them, or none of the batch. Known people (by registration code, in either case) are merged
 * with what the store says at this moment, new ones added; nobody is removed or cancelled. People of
 * whom nothing changes are not written.
 *
 * @returns how many delegates were added and changed
 */
export function upsertDelegates(
  db: WritableDatabase,
  batch: RosterBatch,
): { added: number; changed: number } {
  const count = { added: 0, changed: 0 };
  const tally = new Map<RegistrationStatus, number>();
  const add = (status: RegistrationStatus, by: 1 | -1): void => {
    tally.set(status, (tally.get(status) ?? 0) + by);
  };
  db.transaction(() => {
    for (const entry of batch.entries) {
      const known = findKnown(db, batch.eventId, entry.registrationCode);
      const existing = known === undefined ? null : delegateOf(known);
      const delegate = mergeEntry(existing, entry, batch.defaults);
      if (known === undefined) {
        insertDelegate(db, batch, delegate);
        count.added += 1;
      } else if (known.deleted === 0 && existing !== null && sameDelegate(existing, delegate)) {
        continue;
      } else {
        updateDelegate(db, batch, known.rid, delegate);
        count.changed += 1;
        if (known.deleted === 0) add(known.status, -1);
      }
      add(delegate.status, 1);
    }
    for (const [status, by] of tally) countDelegatesBy(db, batch.eventId, status, by);
  }).immediate();
  return count;
}

/**
 * Writes the codes of delegates who will follow, in the order of each table, so that a hundred
 * thousand of them change few pages. Doing so is never needed, only quicker.
 */
export function prepareCodes(
  db: WritableDatabase,
  kind: 'ticket' | 'registration',
  codes: readonly { code: string; delegateId: string }[],
): void {
  db.transaction(() => {
    for (const { code, delegateId } of codes) insertCode(db, kind, code, delegateId);
  }).immediate();
}

function insertCode(
  db: WritableDatabase,
  kind: 'ticket' | 'registration',
  code: string,
  delegateId: string,
): void {
  statement<[string, string], unknown>(
    db,
    `INSERT OR IGNORE INTO ${kind}_code (code, delegate_id) VALUES (?, ?)`,
  ).run(code, delegateId);
}

function countDelegatesBy(
  db: WritableDatabase,
  eventId: string,
  status: RegistrationStatus,
  by: number,
): void {
  statement<[string, string, number, number], unknown>(
    db,
    `INSERT INTO roster_count (event_id, status, delegates) VALUES (?, ?, max(0, ?))
     ON CONFLICT (event_id, status) DO UPDATE SET delegates = delegates + ?`,
  ).run(eventId, status, by, by);
}

interface KnownRow extends DelegateRow {
  rid: number;
  deleted: number;
}

function findKnown(db: WritableDatabase, eventId: string, code: string): KnownRow | undefined {
  return statement<[string, string], KnownRow>(
    db,
    `SELECT rid, deleted, ${delegateColumns}
     FROM registration_code AS known JOIN delegate ON delegate.id = known.delegate_id
     WHERE known.code = ? AND delegate.event_id = ?`,
  ).get(code, eventId);
}

/** Fields in a fixed order are all plain values but `days`. */
function sameDelegate(a: Delegate, b: Delegate): boolean {
  return JSON.stringify(fieldValues(a)) === JSON.stringify(fieldValues(b));
}

/** The columns that an import can change, in the order of the statements below. */
function fieldValues(delegate: Delegate): (string | number | null)[] {
  return [
    delegate.title,
    delegate.printedName,
    delegate.givenName,
    delegate.familyName,
    delegate.nativeName,
    delegate.jobTitle,
    delegate.delegation,
    delegate.administration,
    delegate.role,
    delegate.letterOrder,
    delegate.category,
    delegate.grammaticalGender,
    delegate.status,
    delegate.days === null ? null : JSON.stringify(delegate.days),
    delegate.language,
    delegate.vip ? 1 : 0,
    delegate.flagged ? 1 : 0,
    delegate.listed ? 1 : 0,
  ];
}

function insertDelegate(db: WritableDatabase, batch: RosterBatch, delegate: Delegate): void {
  insertCode(db, 'ticket', delegate.ticketCode, delegate.id);
  insertCode(db, 'registration', delegate.registrationCode, delegate.id);
  const result = statement<(string | number | null)[], unknown>(
    db,
    `INSERT INTO delegate (event_id, id, registration_code, ticket_code, title, printed_name, given_name,
       family_name, native_name, job_title, delegation, administration, role, letter_order, category,
       grammatical_gender, status, days, language, vip, flagged, listed, wall)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    batch.eventId,
    delegate.id,
    delegate.registrationCode,
    delegate.ticketCode,
    ...fieldValues(delegate),
    batch.wall,
  );
  insertWords(db, Number(result.lastInsertRowid), delegate);
}

function updateDelegate(
  db: WritableDatabase,
  batch: RosterBatch,
  rid: number,
  delegate: Delegate,
): void {
  changedOne(
    statement<(string | number | null)[], unknown>(
      db,
      `UPDATE delegate SET title = ?, printed_name = ?, given_name = ?, family_name = ?, native_name = ?,
         job_title = ?, delegation = ?, administration = ?, role = ?, letter_order = ?, category = ?,
         grammatical_gender = ?, status = ?, days = ?, language = ?, vip = ?, flagged = ?, listed = ?,
         wall = ?, deleted = 0
       WHERE rid = ?`,
    ).run(...fieldValues(delegate), batch.wall, rid),
    'updateDelegate',
  );
  statement<[number], unknown>(db, 'DELETE FROM delegate_search WHERE rowid = ?').run(rid);
  insertWords(db, rid, delegate);
}

function insertWords(db: WritableDatabase, rid: number, delegate: Delegate): void {
  statement<[number, string], unknown>(
    db,
    'INSERT INTO delegate_search (rowid, words) VALUES (?, ?)',
  ).run(rid, delegateWords(delegate));
}
