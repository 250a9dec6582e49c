import type { StationMode } from '../../domain/base/protocol.ts';
import { operatorAsSaid } from '../../domain/ledger/fact-rights.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../base/types.ts';

/** Records that an operator resolved a duplicate admission, with a note. */
export interface ResolutionRow {
  admissionId: string;
  /** Id of the `duplicate-resolved` event. */
  resolvedBy: string;
  /** UTC milliseconds. */
  wall: number;
}

export function findResolution(db: ReadableDatabase, admissionId: string): ResolutionRow | null {
  const row = statement<[string], ResolutionRow>(
    db,
    `SELECT admission_id AS admissionId, resolved_by AS resolvedBy, wall
     FROM duplicate_resolution WHERE admission_id = ?`,
  ).get(admissionId);
  return row ?? null;
}

/**
 * Inserts the projection of a `duplicate-resolved` event, in its transaction. The first one stays.
 */
export function insertResolution(db: WritableDatabase, row: ResolutionRow): void {
  statement(
    db,
    `INSERT INTO duplicate_resolution (admission_id, resolved_by, wall) VALUES (?, ?, ?)
     ON CONFLICT (admission_id) DO NOTHING`,
  ).run(row.admissionId, row.resolvedBy, row.wall);
}

/** One of two valid admissions of the same person. */
export interface AdmissionSide {
  admissionId: string;
  /** UTC milliseconds by the clock of the station that admitted the person. */
  wall: number;
  station: string;
  /** Null if the hub's directory lacks the station, or for this station without a hub. */
  stationName: string | null;
  operatorName: string | null;
}

/** A duplicate admission of a delegate at a checkpoint on a day, beside the one that counts. */
export interface OpenDuplicate {
  delegateId: string;
  checkpoint: string;
  localDay: string;
  /** The one that counts: at every desk the first in the order of `compareFacts`. */
  first: AdmissionSide;
  further: AdmissionSide;
  /** Null while no one has resolved it. */
  resolution: { resolvedBy: string; operatorName: string | null; wall: number } | null;
}

/**
 * Valid admissions of every delegate with a duplicate at a checkpoint on a day. They are numbered
 * in the order of `compareFacts`. Any number above 1 is a duplicate.
 */
const placedSql = `WITH placed AS (
    SELECT admission.*, row_number() OVER (
        PARTITION BY admission.delegate_id, admission.checkpoint, admission.local_day
        ORDER BY fact.effective, fact.station, fact.incarnation, fact.kseq, fact.id) AS place
    FROM admitted_twice AS twice
    CROSS JOIN admission ON admission.event_id = twice.event_id
      AND admission.delegate_id = twice.delegate_id AND admission.checkpoint = twice.checkpoint
      AND admission.local_day = twice.local_day AND admission.undone_by IS NULL
    JOIN attendance_event AS fact ON fact.id = admission.attendance_id
    WHERE twice.event_id = @eventId
  )`;

/** The parameter of the queries. */
interface Named {
  eventId: string;
}

interface PlacedRow extends AdmissionSide {
  stationMode: StationMode | null;
  delegateId: string;
  checkpoint: string;
  localDay: string;
  place: number;
  resolvedBy: string | null;
  resolverName: string | null;
  resolvedWall: number | null;
}

const listSql = `${placedSql}
  SELECT placed.delegate_id AS delegateId, placed.checkpoint, placed.local_day AS localDay, placed.place,
    placed.attendance_id AS admissionId, placed.wall, placed.station, known_station.name AS stationName,
    known_station.mode AS stationMode, coalesce(operator.name, known_operator.name) AS operatorName,
    resolution.resolved_by AS resolvedBy, resolution.wall AS resolvedWall,
    coalesce(resolver.name, known_resolver.name) AS resolverName
  FROM placed
  LEFT JOIN known_station ON known_station.id = placed.station
  LEFT JOIN operator ON operator.id = placed.operator_id
  LEFT JOIN known_operator ON known_operator.id = placed.operator_id
  LEFT JOIN duplicate_resolution AS resolution ON resolution.admission_id = placed.attendance_id
  LEFT JOIN attendance_event AS resolving ON resolving.id = resolution.resolved_by
  LEFT JOIN operator AS resolver ON resolver.id = resolving.operator_id
  LEFT JOIN known_operator AS known_resolver ON known_resolver.id = resolving.operator_id
  ORDER BY placed.local_day, placed.checkpoint, placed.delegate_id, placed.place`;

/** Every valid duplicate admission: open ones, then resolved ones, each latest first. */
export function openDuplicates(db: ReadableDatabase, eventId: string): OpenDuplicate[] {
  const found: OpenDuplicate[] = [];
  let first: PlacedRow | null = null;
  for (const row of statement<[Named], PlacedRow>(db, listSql).all({ eventId })) {
    if (row.place === 1) first = row;
    else if (first !== null) found.push(duplicateOf(first, row));
  }
  const isResolved = ({ resolution }: OpenDuplicate): number => (resolution === null ? 0 : 1);
  return found.sort((a, b) => isResolved(a) - isResolved(b) || b.further.wall - a.further.wall);
}

function duplicateOf(first: PlacedRow, further: PlacedRow): OpenDuplicate {
  const { resolvedBy, resolvedWall, resolverName } = further;
  return {
    delegateId: further.delegateId,
    checkpoint: further.checkpoint,
    localDay: further.localDay,
    first: sideOf(first),
    further: sideOf(further),
    resolution:
      resolvedBy === null || resolvedWall === null
        ? null
        : { resolvedBy, operatorName: resolverName, wall: resolvedWall },
  };
}

function sideOf({
  admissionId,
  wall,
  station,
  stationName,
  stationMode: mode,
  operatorName,
}: PlacedRow): AdmissionSide {
  const said = operatorAsSaid(operatorName, { mode, name: stationName ?? '' });
  return { admissionId, wall, station, stationName, operatorName: said };
}

/** Number of duplicate admissions that no one has resolved. */
export function countOpenDuplicates(db: ReadableDatabase, eventId: string): number {
  const row = statement<[Named], { open: number }>(
    db,
    `${placedSql}
     SELECT count(*) AS open FROM placed
     WHERE place > 1 AND attendance_id NOT IN (SELECT admission_id FROM duplicate_resolution)`,
  ).get({ eventId });
  return row?.open ?? 0;
}
