import type { Delegate } from '../../domain/roster/delegate.ts';
import type { StreamedDelegate } from '../../domain/roster/roster-wire.ts';
import { statement } from '../base/statement.ts';
import { changedOne, type ReadableDatabase, type WritableDatabase } from '../base/types.ts';
import {
  changeableValues,
  type DelegateRow,
  delegateColumns,
  delegateOf,
  insertDelegateSql,
  insertedValues,
  type RowWords,
  setChangeable,
  writeCodes,
  writeWords,
} from '../roster/roster-row.ts';
import { delegateWords } from '../roster/search-index.ts';
import type { RosterOverlay } from './sync-overlay.ts';

/** The target and the context of a pull of the hub's roster. */
export interface RosterPull {
  eventId: string;
  /** Mark of the complete pull in progress. */
  sweep: number;
  /** UTC milliseconds. */
  wall: number;
}

/** Whether this store has no delegate yet, of any event. */
export function isRosterEmpty(db: ReadableDatabase): boolean {
  return statement<[], unknown>(db, 'SELECT 1 FROM delegate LIMIT 1').get() === undefined;
}

/** Rows with their search terms. Making those is half of the work and needs no lock. */
export type PreparedRow = StreamedDelegate & { words: string };

/** Makes the search terms of rows. Call it before the transaction that writes them. */
export function prepareRows(rows: readonly StreamedDelegate[]): PreparedRow[] {
  return rows.map(({ seq, id, delegate }) => ({
    seq,
    id,
    delegate,
    words: delegate === null ? '' : delegateWords(delegate),
  }));
}

interface KnownRow extends DelegateRow {
  rid: number;
  deleted: number;
}

/**
 * Writes rows of the hub's roster with codes, search terms and counts. Changes made at this station
 * that the hub does not know yet are applied on top. Inside the page's transaction.
 *
 * @returns the number of delegates that changed
 */
export function writePulledRows(
  db: WritableDatabase,
  pull: RosterPull,
  rows: readonly PreparedRow[],
  overlay: RosterOverlay,
): number {
  let changed = 0;
  const words: RowWords[] = [];
  for (const row of rows) if (writeRow(db, pull, row, overlay, words)) changed += 1;
  writeWords(db, words);
  return changed;
}

const insertSql = insertDelegateSql('wall', 'hub_seq', 'sweep');
const updateSql = `UPDATE delegate SET registration_code = ?, ticket_hashes = ?, ${setChangeable},
  wall = ?, hub_seq = ?, sweep = ?, deleted = 0 WHERE rid = ?`;
const knownSql = `SELECT rid, deleted, ${delegateColumns} FROM delegate WHERE id = ? AND event_id = ?`;

function writeRow(
  db: WritableDatabase,
  pull: RosterPull,
  row: PreparedRow,
  overlay: RosterOverlay,
  words: RowWords[],
): boolean {
  const known = statement<[string, string], KnownRow>(db, knownSql).get(row.id, pull.eventId);
  if (row.delegate === null) {
    if (known === undefined) return false;
    markRow(db, known.rid, row.seq, pull);
    return removeRow(db, known, pull.wall);
  }
  const delegate = overlay.over(row.delegate);
  const own = delegate === row.delegate ? row.words : delegateWords(delegate);
  if (known === undefined) {
    words.push({ rid: insertPulled(db, pull, row.seq, delegate), words: own, isNew: true });
    return true;
  }
  const before = delegateOf(known);
  if (!updatePulled(db, pull, row.seq, known, before, delegate)) return false;
  if (own !== delegateWords(before)) words.push({ rid: known.rid, words: own, isNew: false });
  return true;
}

function insertPulled(
  db: WritableDatabase,
  pull: RosterPull,
  seq: number,
  delegate: Delegate,
): number {
  writeCodes(db, delegate);
  const insert = statement<unknown[], unknown>(db, insertSql);
  const values = insertedValues(pull.eventId, delegate);
  return Number(insert.run(...values, pull.wall, seq, pull.sweep).lastInsertRowid);
}

function updatePulled(
  db: WritableDatabase,
  pull: RosterPull,
  seq: number,
  known: KnownRow,
  before: Delegate,
  delegate: Delegate,
): boolean {
  const values = changeableValues(delegate);
  const sameCodes =
    before.registrationCode === delegate.registrationCode &&
    before.otherCodes.join() === delegate.otherCodes.join() &&
    before.ticketHashes.join() === delegate.ticketHashes.join() &&
    before.outsideTickets.join() === delegate.outsideTickets.join();
  const same = sameCodes && changeableValues(before).every((value, i) => value === values[i]);
  if (same && known.deleted === 0) {
    markRow(db, known.rid, seq, pull);
    return false;
  }
  if (!sameCodes) changeCodes(db, before, delegate);
  const update = statement<unknown[], unknown>(db, updateSql);
  const codes = [delegate.registrationCode, JSON.stringify(delegate.ticketHashes)];
  changedOne(
    update.run(...codes, ...values, pull.wall, seq, pull.sweep, known.rid),
    'updatePulled',
  );
  return true;
}

/**
 * Replaces codes after a change of the station's mode (a door gets no registration codes) or the
 * renewal of a ticket.
 */
function changeCodes(db: WritableDatabase, before: Delegate, delegate: Delegate): void {
  for (const code of [before.registrationCode, ...before.otherCodes]) {
    statement(db, 'DELETE FROM registration_code WHERE code = ? AND delegate_id = ?').run(
      code,
      before.id,
    );
  }
  writeCodes(db, delegate);
}

function markRow(db: WritableDatabase, rid: number, seq: number, pull: RosterPull): void {
  statement(db, 'UPDATE delegate SET hub_seq = ?, sweep = ? WHERE rid = ?').run(
    seq,
    pull.sweep,
    rid,
  );
}

/** Rows that a complete pull did not see, as candidates for {@link sweepRows}. Only reads. */
export function unseenRows(db: ReadableDatabase, pull: Pick<RosterPull, 'eventId' | 'sweep'>) {
  return statement<[string, number], { rid: number }>(
    db,
    'SELECT rid FROM delegate WHERE event_id = ? AND deleted = 0 AND sweep <> ?',
  )
    .all(pull.eventId, pull.sweep)
    .map(({ rid }) => rid);
}

/**
 * Deletes the rows that the hub still does not know. People created here, whom the hub cannot know
 * yet, stay. Inside a transaction.
 *
 * @returns the number of deleted rows
 */
export function sweepRows(
  db: WritableDatabase,
  pull: RosterPull,
  rids: readonly number[],
  newcomers: ReadonlySet<string>,
): number {
  let swept = 0;
  for (const rid of rids) {
    const row = statement<[number, number], Pick<KnownRow, 'rid' | 'id' | 'deleted' | 'status'>>(
      db,
      'SELECT rid, id, deleted, status FROM delegate WHERE rid = ? AND sweep <> ?',
    ).get(rid, pull.sweep);
    if (row === undefined || newcomers.has(row.id)) continue;
    if (removeRow(db, row, pull.wall)) swept += 1;
  }
  return swept;
}

/** Deletes a person created at a station and never listed by the hub. Inside a transaction. */
export function removeNewcomer(db: WritableDatabase, id: string, wall: number): void {
  const row = statement<[string], Pick<KnownRow, 'rid' | 'deleted' | 'status'>>(
    db,
    'SELECT rid, deleted, status FROM delegate WHERE id = ? AND hub_seq IS NULL',
  ).get(id);
  if (row !== undefined) removeRow(db, row, wall);
}

function removeRow(
  db: WritableDatabase,
  row: Pick<KnownRow, 'rid' | 'deleted' | 'status'>,
  wall: number,
): boolean {
  if (row.deleted === 1) return false;
  statement(db, 'UPDATE delegate SET deleted = 1, wall = ? WHERE rid = ?').run(wall, row.rid);
  return true;
}
