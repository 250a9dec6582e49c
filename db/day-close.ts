import type { LocalDay } from '../domain/event/event-file.ts';
import type { OrderedFact } from '../domain/ledger/attendance.ts';
import { type CountedFact, createFactKeeper } from '../domain/ledger/counted-fact.ts';
import { integerIn, textIn } from './base/json-column.ts';
import { statement } from './base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from './base/types.ts';
import { countedColumns, orderedColumns } from './ledger/attendance.ts';

/** A `day-closed` fact of a chain. */
export interface CloseRow {
  kseq: number;
  payload: string;
}

/**
 * Reads disregarded links of a chain too. A close covers what is held, whether or not it counts.
 */
function ofSilent(value: string): string {
  return `SELECT kseq, ${value} FROM unknown_event
     WHERE station = @station AND incarnation = @incarnation AND aside = 3`;
}

/** The `day-closed` facts of one chain, including disregarded ones, newest first. */
export function closesOf(
  db: ReadableDatabase,
  chain: { station: string; incarnation: number },
): CloseRow[] {
  return statement<unknown[], CloseRow>(
    db,
    `SELECT kseq, payload FROM attendance_event
     WHERE station = @station AND incarnation = @incarnation AND type = 'day-closed'
       AND type IN ('day-closed', 'finding-resolved')
     UNION ALL ${ofSilent(`coalesce(${textIn('body', 'payload')}, '')`)} AND ${textIn('body', 'type')} = 'day-closed'
     ORDER BY kseq DESC`,
  ).all({ station: chain.station, incarnation: chain.incarnation });
}

/**
 * UTC milliseconds at which a fact was written, by its place in its chain; null if it is not here.
 */
export function wallAt(
  db: ReadableDatabase,
  chain: { station: string; incarnation: number },
  kseq: number,
): number | null {
  const row = statement<unknown[], { wall: number }>(
    db,
    `SELECT kseq, wall FROM attendance_event
     WHERE station = @station AND incarnation = @incarnation AND kseq = @kseq
     UNION ALL ${ofSilent(integerIn('body', 'wall'))} AND kseq = @kseq`,
  ).get({ station: chain.station, incarnation: chain.incarnation, kseq });
  return row?.wall ?? null;
}

/** Whether a chain has a fact of this or an earlier day after a place, other than `day-closed`. */
export function wroteAfter(
  db: ReadableDatabase,
  chain: { station: string; incarnation: number },
  kseq: number,
  day: LocalDay,
): boolean {
  const row = statement<unknown[], unknown>(
    db,
    `SELECT kseq, 1 FROM attendance_event
     WHERE station = @station AND incarnation = @incarnation AND kseq > @kseq AND local_day <= @day
       AND type <> 'day-closed'
     UNION ALL ${ofSilent('1')} AND kseq > @kseq AND ${textIn('body', 'localDay')} <= @day
       AND ${textIn('body', 'type')} <> 'day-closed'
     LIMIT 1`,
  ).get({ station: chain.station, incarnation: chain.incarnation, kseq, day });
  return row !== undefined;
}

/**
 * Every fact of the event in the order in which it arrived in this store. Facts are never deleted,
 * so places stay.
 *
 * @param upTo the place of the last fact to include; see `lastPlace`
 */
export function factsInOrder(
  db: ReadableDatabase,
  eventId: string,
  upTo: number = Number.MAX_SAFE_INTEGER,
): CountedFact[] {
  const rows = statement<[string, number], CountedFact>(
    db,
    `SELECT ${countedColumns} FROM attendance_event
     WHERE event_id = ? AND attendance_event.rowid <= ? ORDER BY attendance_event.rowid`,
  ).iterate(eventId, upTo);
  return Array.from(rows, createFactKeeper());
}

/** The place of the latest fact in this store; 0 if it is empty. */
export function lastPlace(db: ReadableDatabase): number {
  const row = statement<[], { last: number | null }>(
    db,
    'SELECT max(rowid) AS last FROM attendance_event',
  ).get();
  return row?.last ?? 0;
}

/** The facts that record how a finding of the day's close was resolved. */
export function findingFacts(db: ReadableDatabase, eventId: string): OrderedFact[] {
  return statement<[string], OrderedFact>(
    db,
    `SELECT ${orderedColumns} FROM attendance_event
     WHERE event_id = ? AND type = 'finding-resolved' AND type IN ('day-closed', 'finding-resolved')
     ORDER BY attendance_event.rowid`,
  ).all(eventId);
}

/** The days with facts in the store, earliest first. Steps from day to day by an index. */
export function daysWithFacts(db: ReadableDatabase, eventId: string): LocalDay[] {
  return statement<[string], { day: LocalDay }>(
    db,
    `WITH RECURSIVE known (day) AS (
       SELECT min(local_day) FROM attendance_event
       UNION ALL
       SELECT (SELECT min(local_day) FROM attendance_event WHERE local_day > known.day)
       FROM known WHERE known.day IS NOT NULL)
     SELECT day FROM known WHERE EXISTS (SELECT 1 FROM attendance_event INDEXED BY attendance_event_by_day
       WHERE local_day = known.day AND event_id = ?) ORDER BY day`,
  )
    .all(eventId)
    .map(({ day }) => day);
}

export interface StationReportRow {
  number: number;
  eventId: string;
  day: LocalDay;
  revision: number;
  hash: string;
  /** Number of facts of the event in the store at that time. */
  facts: number;
  /** UTC milliseconds. */
  issuedWall: number;
  operatorId: string;
  /** The signed file, as text. */
  signed: string;
}

const columns = `number, event_id AS eventId, day, revision, hash, facts, issued_wall AS issuedWall,
  operator_id AS operatorId, signed`;

/** Every report of the station, newest first. */
export function stationReports(db: ReadableDatabase): StationReportRow[] {
  return statement<[], StationReportRow>(
    db,
    `SELECT ${columns} FROM day_report ORDER BY number DESC`,
  ).all();
}

/** Stores a report, in the transaction that read the previous one. */
export function insertStationReport(db: WritableDatabase, row: StationReportRow): void {
  statement(
    db,
    `INSERT INTO day_report
       (number, event_id, day, revision, hash, facts, issued_wall, operator_id, signed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.number,
    row.eventId,
    row.day,
    row.revision,
    row.hash,
    row.facts,
    row.issuedWall,
    row.operatorId,
    row.signed,
  );
}
