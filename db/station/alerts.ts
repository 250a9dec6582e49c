import { textIn } from '../base/json-column.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../base/types.ts';
import { isCall, rightWall } from '../ledger/attendance.ts';
import { isOfProtocol } from '../schema/roster.ts';

/** The fields shared by all facts that raise alerts, with the person's roster data. */
interface RaisingFact {
  id: string;
  station: string;
  checkpoint: string | null;
  /** UTC milliseconds, by the event's clock. */
  wall: number;
  /** Position in the order of arrival at this station. */
  row: number;
  delegateId: string | null;
  title: string | null;
  printedName: string | null;
  delegation: string | null;
}

/** The first admission of a day at a registration checkpoint, of a person whom protocol awaits. */
export interface ArrivalRow extends RaisingFact {
  role: string;
  category: string;
  vip: number;
  /** 1 if the admission was undone since. */
  undone: number;
}

export interface RefusalRow extends RaisingFact {
  payload: string;
}

export interface SeenRow {
  targetId: string;
  station: string;
  operatorId: string | null;
  wall: number;
}

const person = 'delegate.title, delegate.printed_name AS printedName, delegate.delegation';

/** Arrivals of heads of delegation and VIPs on a day, at the registration `checkpoints`. */
export function listArrivals(
  db: ReadableDatabase,
  of: { eventId: string; day: string; checkpoints: readonly string[] },
): ArrivalRow[] {
  return statement<unknown[], ArrivalRow>(
    db,
    `SELECT fact.id, fact.station, admission.checkpoint, ${rightWall('fact')} AS wall,
       fact.rowid AS row, delegate.id AS delegateId, ${person}, delegate.role, delegate.category, delegate.vip,
       admission.undone_by IS NOT NULL AS undone
     FROM delegate INDEXED BY delegate_of_protocol
       JOIN admission ON admission.event_id = delegate.event_id AND admission.delegate_id = delegate.id
       JOIN attendance_event AS fact ON fact.id = admission.attendance_id
     WHERE delegate.event_id = @eventId
       AND (${isOfProtocol})
       AND admission.local_day = @day
       AND admission.checkpoint IN (SELECT value FROM json_each(@checkpoints))
     ORDER BY fact.rowid`,
  ).all({ eventId: of.eventId, day: of.day, checkpoints: JSON.stringify(of.checkpoints) });
}

/** The refusals that may concern security, latest arrival first. */
export function listAlertingRefusals(
  db: ReadableDatabase,
  of: { eventId: string; limit: number },
): RefusalRow[] {
  return statement<unknown[], RefusalRow>(
    db,
    `SELECT fact.id, fact.station, fact.checkpoint, ${rightWall('fact')} AS wall, fact.rowid AS row,
       fact.payload, fact.delegate_id AS delegateId, ${person}
     FROM attendance_event AS fact INDEXED BY attendance_event_by_call
       LEFT JOIN delegate ON delegate.id = fact.delegate_id
     WHERE ${isCall} AND fact.type = 'refused' AND fact.event_id = @eventId
       AND (${textIn('fact.payload', 'outcome')} IN ('stopped', 'forged')
         OR ${textIn('fact.payload', 'doubt')} IN ('lost', 'destroyed'))
     ORDER BY fact.rowid DESC LIMIT @limit`,
  ).all(of);
}

/** A badge that was scanned although this station has no record of its issue. */
export interface UnknownShownRow {
  id: string;
  station: string;
  checkpoint: string | null;
  serial: string;
  /** UTC milliseconds, by the event's clock. */
  wall: number;
  /** Position in the order of arrival at this station. */
  row: number;
}

/** Max number of latest refusals that are searched for unknown badges. */
const maxShown = 1_000;

/**
 * Badges of unknown serials, oldest first: those among the latest refusals to arrive, and those
 * that a steward admitted on these days. Badges that have become known since are left out.
 */
export function listUnknownShown(
  db: ReadableDatabase,
  of: { eventId: string; days: readonly string[]; checkpoints: readonly string[] },
): UnknownShownRow[] {
  const columns = `fact.id, fact.station, fact.checkpoint, ${rightWall('fact')} AS wall, fact.rowid AS row,
    ${textIn('fact.payload', 'serial')} AS serial`;
  return statement<unknown[], UnknownShownRow>(
    db,
    `SELECT * FROM (
       SELECT * FROM (
         SELECT ${columns} FROM attendance_event AS fact INDEXED BY attendance_event_by_call
         WHERE ${isCall} AND fact.type = 'refused' AND fact.event_id = @eventId
           AND fact.delegate_id IS NULL
         ORDER BY fact.rowid DESC LIMIT ${maxShown})
       UNION ALL
       SELECT ${columns} FROM attendance_event AS fact INDEXED BY attendance_event_by_crossing
       WHERE fact.type IN ('admitted', 'went-out', 'came-back') AND fact.event_id = @eventId
         AND fact.checkpoint IN (SELECT value FROM json_each(@checkpoints))
         AND fact.local_day IN (SELECT value FROM json_each(@days)) AND fact.delegate_id IS NULL
     ) WHERE serial IS NOT NULL AND serial NOT IN (SELECT serial FROM badge)
     ORDER BY row`,
  ).all({
    eventId: of.eventId,
    days: JSON.stringify(of.days),
    checkpoints: JSON.stringify(of.checkpoints),
  });
}

/** Who saw which of these alerts. Of several, the first to arrive comes last. */
export function listSeen(db: ReadableDatabase, ids: readonly string[]): SeenRow[] {
  return statement<[string], SeenRow>(
    db,
    `SELECT target_id AS targetId, station, operator_id AS operatorId, wall FROM attendance_event
     WHERE target_id IN (SELECT value FROM json_each(?)) AND type = 'alert-seen'
     ORDER BY rowid DESC`,
  ).all(JSON.stringify(ids));
}

/** When this station received each of these facts (UTC milliseconds), as far as noted. */
export function heardAt(db: ReadableDatabase, ids: readonly string[]): Map<string, number> {
  const rows = statement<[string], { id: string; wall: number }>(
    db,
    `SELECT attendance_id AS id, wall FROM heard_alert
     WHERE attendance_id IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(ids));
  return new Map(rows.map(({ id, wall }) => [id, wall]));
}

/** Notes when this station received a fact (UTC milliseconds). The first note stays. */
export function noteHeard(db: WritableDatabase, id: string, wall: number): void {
  statement(db, 'INSERT OR IGNORE INTO heard_alert (attendance_id, wall) VALUES (?, ?)').run(
    id,
    wall,
  );
}
