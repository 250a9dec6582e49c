import { statement } from './base/statement.ts';
import type { ReadableDatabase } from './base/types.ts';

/** A fact that records that a person came in or went out, or that undoes such a fact. */
export interface CrossingRow {
  /** Place in the table. Later arrivals have a higher one, whatever station wrote them. */
  place: number;
  id: string;
  station: string;
  incarnation: number;
  kseq: number;
  after: string;
  effective: string;
  type: 'admitted' | 'came-back' | 'went-out' | 'admission-undone';
  delegateId: string | null;
  checkpoint: string | null;
  targetId: string | null;
  localDay: string;
  wall: number;
  payload: string;
}

const columns = `fact.rowid AS place, fact.id, fact.station, fact.incarnation, fact.kseq, fact.after, fact.effective, fact.type,
  fact.delegate_id AS delegateId, fact.checkpoint, fact.target_id AS targetId, fact.local_day AS localDay,
  fact.wall, fact.payload`;

/**
 * All crossings of a day at one checkpoint and the facts that undo them, in no order. Reads the
 * index of crossings, which takes a few milliseconds for some thousands.
 */
export function crossingsOfDay(
  db: ReadableDatabase,
  at: { eventId: string; checkpoint: string; localDay: string },
): CrossingRow[] {
  return [
    ...statement<unknown[], CrossingRow>(db, daySql).all(at),
    ...statement<unknown[], CrossingRow>(db, undoneSql).all(at),
  ];
}

const ofDay = `fact.event_id = @eventId AND fact.checkpoint = @checkpoint AND fact.local_day = @localDay
  AND fact.type IN ('admitted', 'went-out', 'came-back')`;
const daySql = `SELECT ${columns} FROM attendance_event AS fact WHERE ${ofDay}`;
// CROSS JOIN makes SQLite read the crossings first, then the facts that name them by index, never
// the reverse.
const undoneSql = `SELECT ${columns.replaceAll('fact.', 'undo.')}
  FROM attendance_event AS fact CROSS JOIN attendance_event AS undo ON undo.target_id = fact.id
  WHERE ${ofDay} AND undo.type = 'admission-undone'`;

/**
 * The crossings of any day that were added to the table after `place`, by this station or by the
 * sync. Facts are never deleted while `stillHolds`, so none is missed. The time depends on how many
 * are new.
 */
export function crossingsAfter(
  db: ReadableDatabase,
  eventId: string,
  place: number,
): CrossingRow[] {
  return statement<[number, string], CrossingRow>(
    db,
    `SELECT ${columns} FROM attendance_event AS fact WHERE fact.rowid > ? AND fact.event_id = ?
       AND fact.type IN ('admitted', 'went-out', 'came-back', 'admission-undone') ORDER BY fact.rowid`,
  ).all(place, eventId);
}

/** A fact and its place in the table. */
export interface Place {
  place: number;
  /** Null for the place before the first. */
  id: string | null;
  /** How often facts had been withdrawn or reordered until then. */
  refolds: number;
}

/** The highest place in the table of facts. */
export function lastPlace(db: ReadableDatabase): Place {
  const row = statement<[], Pick<Place, 'place' | 'id'>>(
    db,
    'SELECT rowid AS place, id FROM attendance_event ORDER BY rowid DESC LIMIT 1',
  ).get();
  return { place: row?.place ?? 0, id: row?.id ?? null, refolds: refoldsOf(db) };
}

function refoldsOf(db: ReadableDatabase): number {
  return (
    statement<[], { refolds: number }>(db, 'SELECT refolds FROM station WHERE only = 1').get()
      ?.refolds ?? 0
  );
}

/**
 * False if the fact seen at this place was rolled back with its transaction, or if a fact was
 * withdrawn or reordered since.
 */
export function stillHolds(db: ReadableDatabase, { place, id, refolds }: Place): boolean {
  if (refolds !== refoldsOf(db)) return false;
  if (id === null) return true;
  const row = statement<[number], { id: string }>(
    db,
    'SELECT id FROM attendance_event WHERE rowid = ?',
  ).get(place);
  return row?.id === id;
}

/** Number of these people who belong to a delegation. */
export function countOfDelegation(
  db: ReadableDatabase,
  of: { eventId: string; delegation: string },
  persons: ReadonlySet<string>,
): number {
  const rows = statement<[string, string], { id: string }>(
    db,
    'SELECT id FROM delegate WHERE event_id = ? AND delegation = ?',
  ).all(of.eventId, of.delegation);
  return rows.filter(({ id }) => persons.has(id)).length;
}

/** Whether another fact undid this one. */
export function isUndone(db: ReadableDatabase, factId: string): boolean {
  return (
    statement<[string], { one: number }>(
      db,
      `SELECT 1 AS one FROM attendance_event WHERE target_id = ? AND type = 'admission-undone' LIMIT 1`,
    ).get(factId) !== undefined
  );
}
