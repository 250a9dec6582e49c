import type { LocalDay } from '../domain/event-file.ts';
import { statement } from './statement.ts';
import type { ReadableDatabase, WritableDatabase } from './types.ts';

/** A `day-closed` fact of a chain. */
export interface CloseRow {
  kseq: number;
  payload: string;
}

/** The `day-closed` facts of one chain, the newest first. */
export function closesOf(
  db: ReadableDatabase,
  chain: { kiosk: string; incarnation: number },
): CloseRow[] {
  return statement<[string, number], CloseRow>(
    db,
    `SELECT kseq, payload FROM attendance_event
     WHERE kiosk = ? AND incarnation = ? AND type = 'day-closed'
       AND type IN ('day-closed', 'finding-resolved')
     ORDER BY kseq DESC`,
  ).all(chain.kiosk, chain.incarnation);
}

/** Whether a chain has a fact of a day or an earlier one behind a place, closes of days apart. */
export function wroteAfter(
  db: ReadableDatabase,
  chain: { kiosk: string; incarnation: number },
  kseq: number,
  day: LocalDay,
): boolean {
  const row = statement<[string, number, number, string], { one: 1 }>(
    db,
    `SELECT 1 AS one FROM attendance_event
     WHERE kiosk = ? AND incarnation = ? AND kseq > ? AND local_day <= ? AND type <> 'day-closed' LIMIT 1`,
  ).get(chain.kiosk, chain.incarnation, kseq, day);
  return row !== undefined;
}

/** A report that this station issued. */
export interface StationReportRow {
  number: number;
  eventId: string;
  day: LocalDay;
  revision: number;
  hash: string;
  /** Facts of the event that the store held then. */
  facts: number;
  /** UTC milliseconds. */
  issuedWall: number;
  operatorId: string;
  /** The file. */
  signed: string;
}

const columns = `number, event_id AS eventId, day, revision, hash, facts, issued_wall AS issuedWall,
  operator_id AS operatorId, signed`;

/** Every report of the station, the newest first. */
export function stationReports(db: ReadableDatabase): StationReportRow[] {
  return statement<[], StationReportRow>(
    db,
    `SELECT ${columns} FROM day_report ORDER BY number DESC`,
  ).all();
}

/** Keeps a report; in the transaction that read the one before it. */
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
