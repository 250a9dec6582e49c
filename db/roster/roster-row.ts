import { z } from 'zod';
import type { Delegate } from '../../domain/roster/delegate.ts';
import {
  type DelegateFieldName,
  delegateFieldNames,
  delegateFields,
} from '../../domain/roster/delegate-fields.ts';
import { statement } from '../base/statement.ts';
import { changedOne, type ReadableDatabase, type WritableDatabase } from '../base/types.ts';

type Kept<T> = T extends boolean ? number : T extends object ? string : T;

/** A delegate as a row of SQLite: booleans are 0 or 1, lists and records are JSON. */
export type DelegateRow = { [F in keyof Delegate]: Kept<Delegate[F]> };

/** The column of a field: `printed_name` for `printedName`. */
export function columnOf(name: DelegateFieldName): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The columns of `DelegateRow`, for SELECT. */
export const delegateColumns = delegateFieldNames
  .map((name) => `delegate.${columnOf(name)} AS ${name}`)
  .join(', ');

const fields = delegateFieldNames.map((name) => ({ name, kept: delegateFields[name].kept }));
const listSchema = z.array(z.string());
const recordSchema = z.record(z.string(), z.string());

/** Parses a row. Throws ZodError if a list or record is invalid. */
export function delegateOf(row: DelegateRow): Delegate {
  const values: Partial<Record<keyof Delegate, unknown>> = {};
  for (const { name, kept } of fields) {
    const value = row[name];
    if (kept === 'plain') values[name] = value;
    else if (kept === 'flag') values[name] = value === 1;
    else if (value === null) values[name] = null;
    else {
      const schema = name === 'extra' ? recordSchema : listSchema;
      values[name] = schema.parse(JSON.parse(String(value)));
    }
  }
  return values as Delegate;
}

/** The values of a row in the order of its columns. */
export function keptValues(
  delegate: Delegate,
  names: readonly (keyof Delegate)[],
): (string | number | null)[] {
  return names.map((name) => {
    const value = delegate[name];
    if (typeof value === 'boolean') return value ? 1 : 0;
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  });
}

/** A delegate's row with the columns that only writing needs. */
export interface KnownRow extends DelegateRow {
  rid: number;
  deleted: number;
}

type Value = string | number | null;

// Built once. A text built at each call would have to be hashed to find its statement.
const findKnownSql = `SELECT rid, deleted, ${delegateColumns}
  FROM registration_code AS known JOIN delegate ON delegate.id = known.delegate_id
  WHERE known.code = ? AND known.code = delegate.registration_code AND delegate.event_id = ?`;

/**
 * The people to whom a code leads: their own code, or one that a later list gave them. The table
 * may hold codes that were taken back, so the delegate's row decides. ASCII letters match in either
 * case, as `known.code` is NOCASE and the left operand decides.
 */
export const fromRegistrationCode = `registration_code AS known
  JOIN delegate ON delegate.id = known.delegate_id
    AND (known.code = delegate.registration_code OR EXISTS (
      SELECT 1 FROM json_each(delegate.other_codes) AS other WHERE known.code = other.value))
  WHERE known.code = ?`;

/** The statements of the tables of the two kinds of code. */
const codeSql = {
  ticket: {
    insert: 'INSERT OR IGNORE INTO ticket_hash (code, delegate_id) VALUES (?, ?)',
    find: 'SELECT 1 FROM ticket_hash WHERE code = ? AND delegate_id = ?',
  },
  registration: {
    insert: 'INSERT OR IGNORE INTO registration_code (code, delegate_id) VALUES (?, ?)',
    find: 'SELECT 1 FROM registration_code WHERE code = ? AND delegate_id = ?',
  },
} as const;
export type CodeKind = keyof typeof codeSql;

/** The row whose own registration code this is, in either case, deleted or not. */
export function findKnown(
  db: ReadableDatabase,
  eventId: string,
  registrationCode: string,
): KnownRow | undefined {
  return statement<[string, string], KnownRow>(db, findKnownSql).get(registrationCode, eventId);
}

export const changeable = delegateFieldNames.filter(
  (name) => name !== 'id' && name !== 'registrationCode' && name !== 'ticketHashes',
);

/** Sets the columns that an import can change to {@link changeableValues}. */
export const setChangeable = changeable.map((name) => `${columnOf(name)} = ?`).join(', ');

/** The values of the columns that an import can change, in their order. */
export function changeableValues(delegate: Delegate): Value[] {
  return keptValues(delegate, changeable);
}

/** Inserts the columns of {@link insertedValues}, followed by `others`. */
export function insertDelegateSql(...others: string[]): string {
  const columns = delegateFieldNames.map(columnOf);
  const all = ['event_id', ...columns, ...others];
  return `INSERT INTO delegate (${all.join(', ')}) VALUES (${all.map(() => '?').join(', ')})`;
}

/** The event and every field of a new row. */
export function insertedValues(eventId: string, delegate: Delegate): Value[] {
  return [eventId, ...keptValues(delegate, delegateFieldNames)];
}

const insertSql = insertDelegateSql('wall');
const updateSql = `UPDATE delegate SET ${setChangeable}, wall = ?, deleted = 0 WHERE rid = ?`;

/** Inserts a row and returns its rid. */
export function insertRow(
  db: WritableDatabase,
  eventId: string,
  delegate: Delegate,
  wall: number,
): number {
  const insert = statement<Value[], unknown>(db, insertSql);
  return Number(insert.run(...insertedValues(eventId, delegate), wall).lastInsertRowid);
}

/** Changes a row and undeletes it. Throws RowCountError for an unknown rid. */
export function updateRow(
  db: WritableDatabase,
  rid: number,
  delegate: Delegate,
  wall: number,
): void {
  const update = statement<Value[], unknown>(db, updateSql);
  changedOne(update.run(...changeableValues(delegate), wall, rid), 'updateRow');
}

/** Search terms of a row. A new row has none yet. */
export interface RowWords {
  rid: number;
  words: string;
  isNew: boolean;
}

/**
 * Replaces the search terms of rows (see `searchWordsVersion`). Call it after all other writes of
 * its transaction. FTS5 flushes its collected terms before each later statement with a trigger,
 * which makes a store of 100,000 people take a tenth longer.
 */
export function writeWords(db: WritableDatabase, rows: readonly RowWords[]): void {
  const remove = statement<[number], unknown>(db, 'DELETE FROM delegate_search WHERE rowid = ?');
  const insert = statement<[number, string], unknown>(
    db,
    'INSERT INTO delegate_search (rowid, words) VALUES (?, ?)',
  );
  for (const { rid, words, isNew } of rows) {
    if (!isNew) remove.run(rid);
    insert.run(rid, words);
  }
}

/** Records the delegate of a code, unless it is known. */
export function writeCode(
  db: WritableDatabase,
  kind: CodeKind,
  code: string,
  delegateId: string,
): void {
  statement<[string, string], unknown>(db, codeSql[kind].insert).run(code, delegateId);
}

/** The fields with codes that lead to a delegate. */
export type Coded = Pick<
  Delegate,
  'ticketHashes' | 'registrationCode' | 'otherCodes' | 'outsideTickets'
>;

export function codesOf(delegate: Coded): { kind: CodeKind; code: string }[] {
  const tickets = [...delegate.ticketHashes, ...delegate.outsideTickets];
  const registration = [delegate.registrationCode, ...delegate.otherCodes];
  return [
    ...tickets.map((code) => ({ kind: 'ticket' as const, code })),
    ...registration.map((code) => ({ kind: 'registration' as const, code })),
  ];
}

/** Records every code of a delegate, unless it is known. */
export function writeCodes(db: WritableDatabase, delegate: Coded & Pick<Delegate, 'id'>): void {
  for (const { kind, code } of codesOf(delegate)) writeCode(db, kind, code, delegate.id);
}

/** Whether every code of a delegate is recorded as the delegate's. */
export function knowsCodes(db: ReadableDatabase, delegate: Delegate): boolean {
  return codesOf(delegate).every(
    ({ kind, code }) =>
      statement<[string, string], unknown>(db, codeSql[kind].find).get(code, delegate.id) !==
      undefined,
  );
}
