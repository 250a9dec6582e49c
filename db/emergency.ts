// clock: shows how old the data of each station is, and decides nothing.

import { type CountedFact, createFactKeeper } from '../domain/ledger/counted-fact.ts';
import type { Delegate } from '../domain/roster/delegate.ts';
import { textIn } from './base/json-column.ts';
import { statement } from './base/statement.ts';
import type { ReadableDatabase } from './base/types.ts';
import { countedColumns } from './ledger/attendance.ts';
import { type Envelope, readFact } from './ledger/sync-read-fact.ts';

/**
 * Every crossing of a day at these checkpoints and the facts that undid one, in no order. Reads by
 * index, so the time depends on the number of crossings and not on the size of the ledger.
 */
export function crossingsOfDay(
  db: ReadableDatabase,
  eventId: string,
  day: string,
  checkpoints: readonly string[],
): CountedFact[] {
  const facts: CountedFact[] = [];
  const keep = createFactKeeper();
  for (const checkpoint of checkpoints) {
    const found = statement<[string, string, string], CountedFact>(db, crossingSql);
    for (const fact of found.iterate(eventId, checkpoint, day)) facts.push(keep(fact));
    const undone = statement<[string, string, string], CountedFact>(db, undoneSql);
    for (const fact of undone.iterate(eventId, checkpoint, day)) facts.push(keep(fact));
  }
  return facts;
}

const isCrossing = "type IN ('admitted', 'went-out', 'came-back')";
const crossingSql = `SELECT ${countedColumns} FROM attendance_event INDEXED BY attendance_event_by_crossing
  WHERE event_id = ? AND checkpoint = ? AND local_day = ? AND ${isCrossing}`;
const undoneSql = `SELECT ${countedColumns}
  FROM attendance_event AS crossing INDEXED BY attendance_event_by_crossing
  JOIN attendance_event ON attendance_event.target_id = crossing.id
    AND attendance_event.type = 'admission-undone'
  WHERE crossing.event_id = ? AND crossing.checkpoint = ? AND crossing.local_day = ?
    AND crossing.${isCrossing}`;

/** The disregarded crossings of a day, in no order. Reads every disregarded record of the day. */
export function disregardedCrossings(
  db: ReadableDatabase,
  eventId: string,
  day: string,
): CountedFact[] {
  const rows = statement<unknown[], Envelope & { body: string; effective: string | null }>(
    db,
    `SELECT station, incarnation, kseq, hash, body, effective FROM unknown_event
     WHERE aside = 3 AND ${textIn('body', 'localDay')} = ?
       AND ${textIn('body', 'type')} IN ('admitted', 'went-out', 'came-back')`,
  ).all(day);
  return rows.flatMap(({ body, effective, ...place }) => {
    const event = readFact(body, place, eventId)?.event;
    return event === undefined ? [] : [{ ...event, effective: effective ?? event.hlc }];
  });
}

/** The row of the record that arrived last in this store; 0 if the ledger is empty. */
export function lastRow(db: ReadableDatabase): number {
  const row = statement<[], { row: number | null }>(
    db,
    'SELECT max(rowid) AS row FROM attendance_event',
  ).get();
  return row?.row ?? 0;
}

/** A record's position in the order of arrival, and its day; null if it does not count. */
export function rowOfFact(
  db: ReadableDatabase,
  id: string,
): { row: number; localDay: string } | null {
  const row = statement<[string], { row: number; localDay: string }>(
    db,
    'SELECT rowid AS row, local_day AS localDay FROM attendance_event WHERE id = ?',
  ).get(id);
  return row ?? null;
}

/** Whether a station admitted anyone on another day than this one, in a later row. */
export function admitsSince(
  db: ReadableDatabase,
  after: { row: number; station: string; day: string },
): boolean {
  const row = statement<[typeof after], { found: number }>(
    db,
    `SELECT 1 AS found FROM attendance_event WHERE rowid > @row AND station = @station
       AND type = 'admitted' AND local_day <> @day LIMIT 1`,
  ).get(after);
  return row !== undefined;
}

/** The fields of a person on an evacuation list and a paper roster. */
export type PaperPerson = Pick<
  Delegate,
  | 'id'
  | 'registrationCode'
  | 'title'
  | 'printedName'
  | 'givenName'
  | 'familyName'
  | 'nativeName'
  | 'jobTitle'
  | 'delegation'
  | 'administration'
  | 'role'
  | 'letterOrder'
  | 'category'
>;

const personColumns = `delegate.id, delegate.registration_code AS registrationCode, title,
  printed_name AS printedName, given_name AS givenName, family_name AS familyName, native_name AS nativeName, job_title AS jobTitle, delegation,
  administration, role, letter_order AS letterOrder, category`;

/**
 * One person, or null if the roster lacks the id. `deleted`: also search people removed from the
 * roster.
 */
export function findPaperPerson(
  db: ReadableDatabase,
  eventId: string,
  delegateId: string,
  { deleted = false } = {},
): PaperPerson | null {
  return (
    statement<[string, string, number], PaperPerson>(
      db,
      `SELECT ${personColumns} FROM delegate WHERE id = ? AND event_id = ? AND deleted <= ?`,
    ).get(delegateId, eventId, deleted ? 1 : 0) ?? null
  );
}

/** Everyone who is expected (confirmed), in no order. */
export function expectedPeople(db: ReadableDatabase, eventId: string): PaperPerson[] {
  return statement<[string], PaperPerson>(
    db,
    `SELECT ${personColumns} FROM delegate WHERE event_id = ? AND deleted = 0 AND status = 'confirmed'`,
  ).all(eventId);
}

/** Another station of the event, and when the hub or its facts last showed that it works. */
export interface HeardStation {
  id: string;
  name: string;
  mode: 'desk' | 'kiosk' | 'door';
  /** UTC milliseconds; null if never. */
  heardAt: number | null;
}

/** Every active station that the hub has listed, in no order. */
export function heardStations(db: ReadableDatabase): HeardStation[] {
  return statement<[], HeardStation>(
    db,
    `SELECT known_station.id, name, mode,
       (SELECT max(wall) FROM (
         SELECT known_station.last_seen AS wall
         UNION ALL
         SELECT fact.wall FROM held_chain JOIN attendance_event AS fact
           ON fact.station = held_chain.station AND fact.incarnation = held_chain.incarnation
             AND fact.kseq = held_chain.last_kseq
         WHERE held_chain.station = known_station.id)) AS heardAt
     FROM known_station WHERE state = 'enrolled'`,
  ).all();
}

/** Whether an admission of this day already has this one-day badge number. */
export function paperNumberIsUsed(
  db: ReadableDatabase,
  eventId: string,
  day: string,
  number: string,
): boolean {
  const row = statement<[string, string, string], { found: number }>(
    db,
    `SELECT 1 AS found FROM attendance_event AS fact INDEXED BY attendance_event_from_paper
     JOIN admission ON admission.attendance_id = fact.id
     WHERE fact.event_id = ? AND fact.local_day = ? AND admission.undone_by IS NULL
       AND instr(fact.payload, '"fromPaper":true') > 0
       AND ${textIn('fact.payload', 'paperNumber')} = ? LIMIT 1`,
  ).get(eventId, day, number);
  return row !== undefined;
}
