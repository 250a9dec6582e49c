// clock: duplicates stand in the order of compareFacts, which begins with the causal clock.

import { sql } from 'kysely';
import { jsonOf } from '../domain/base/json.ts';
import { resolutionPayloadSchema } from '../domain/roster/roster-changes.ts';
import type { HubContext } from './base/context.ts';
import { type Names, namesOf } from './base/names.ts';
import type { HubDatabase } from './store/tables.ts';

export interface AdmissionPlace {
  eventId: string;
  station: string;
  stationName: string;
  operatorId: string | null;
  operatorName: string | null;
  badgeSerial: string | null;
  wall: number;
}

/** A further admission of a delegate already admitted at this checkpoint on this day. */
export interface Duplicate {
  delegateId: string;
  checkpoint: string;
  localDay: string;
  /** The admission that counts: first in the order of `compareFacts`. */
  first: AdmissionPlace;
  further: AdmissionPlace;
  /** Null until it is resolved. */
  resolved: {
    eventId: string;
    stationName: string;
    operatorName: string | null;
    wall: number;
    note: string | null;
  } | null;
}

interface Admission {
  id: string;
  delegate_id: string;
  checkpoint: string;
  local_day: string;
  station: string;
  operator_id: string | null;
  badge_serial: string | null;
  wall: number;
  place: number;
}

/** By day, checkpoint and delegate; further ones in the order of facts. */
export async function listDuplicates(context: HubContext): Promise<Duplicate[]> {
  const { db } = context.store;
  const admissions = await repeatedAdmissions(db, context.identity.event.id);
  if (admissions.length === 0) return [];
  const names = await namesOf(db);
  const resolutions = await resolutionsOf(
    db,
    names,
    admissions.filter(({ place }) => place > 1).map(({ id }) => id),
  );
  const found: Duplicate[] = [];
  let first: Admission | null = null;
  for (const admission of admissions) {
    if (admission.place === 1) first = admission;
    else if (first !== null) {
      found.push({
        delegateId: admission.delegate_id,
        checkpoint: admission.checkpoint,
        localDay: admission.local_day,
        first: placeOf(first, names),
        further: placeOf(admission, names),
        resolved: resolutions.get(admission.id) ?? null,
      });
    }
  }
  return found;
}

/**
 * Reads valid admissions of every delegate, checkpoint and day that has more than one, numbered in
 * the order of `compareFacts`. An index finds the groups first; only their facts are sorted.
 */
async function repeatedAdmissions(db: HubDatabase, eventId: string): Promise<Admission[]> {
  const { rows } = await sql<Admission>`
    WITH repeated AS (
      SELECT delegate_id, checkpoint, local_day FROM attendance_event
      WHERE type = 'admitted' AND seq IS NOT NULL AND delegate_id IS NOT NULL AND checkpoint IS NOT NULL
      GROUP BY delegate_id, checkpoint, local_day HAVING count(*) > 1
    ), standing AS (
      SELECT fact.* FROM repeated
      JOIN attendance_event AS fact ON fact.delegate_id = repeated.delegate_id
        AND fact.checkpoint = repeated.checkpoint AND fact.local_day = repeated.local_day
      WHERE fact.type = 'admitted' AND fact.seq IS NOT NULL AND fact.event_id = ${eventId}
        AND NOT EXISTS (SELECT 1 FROM attendance_event AS undo WHERE undo.target_id = fact.id
          AND undo.type = 'admission-undone' AND undo.seq IS NOT NULL AND undo.event_id = ${eventId})
    ), numbered AS (
      SELECT id, delegate_id, checkpoint, local_day, station, operator_id, badge_serial, wall,
        row_number() OVER (PARTITION BY delegate_id, checkpoint, local_day
          ORDER BY effective, station, incarnation, kseq, id) AS place,
        count(*) OVER (PARTITION BY delegate_id, checkpoint, local_day) AS places
      FROM standing
    )
    SELECT id, delegate_id, checkpoint, local_day, station, operator_id, badge_serial, wall, place
    FROM numbered WHERE places > 1
    ORDER BY local_day, checkpoint, delegate_id, place`.execute(db);
  return rows;
}

async function resolutionsOf(
  db: HubDatabase,
  names: Names,
  admissionIds: readonly string[],
): Promise<Map<string, NonNullable<Duplicate['resolved']>>> {
  const rows = await db
    .selectFrom('attendance_event as fact')
    .leftJoin('personal', 'personal.event_id', 'fact.id')
    .where('fact.type', '=', 'duplicate-resolved')
    .where('fact.target_id', 'is not', null)
    .where('fact.seq', 'is not', null)
    .orderBy('fact.effective')
    .orderBy('fact.station')
    .select([
      'fact.id',
      'fact.target_id',
      'fact.station',
      'fact.operator_id',
      'fact.wall',
      'personal.payload',
    ])
    .execute();
  const wanted = new Set(admissionIds);
  const found = new Map<string, NonNullable<Duplicate['resolved']>>();
  for (const row of rows) {
    if (row.target_id === null || !wanted.has(row.target_id) || found.has(row.target_id)) continue;
    found.set(row.target_id, {
      eventId: row.id ?? '',
      stationName: names.station(row.station),
      operatorName: names.operator(row.operator_id, row.station),
      wall: row.wall ?? 0,
      note: noteOf(row.payload),
    });
  }
  return found;
}

function noteOf(payload: string | null): string | null {
  if (payload === null) return null;
  return resolutionPayloadSchema.safeParse(jsonOf(payload)).data?.note ?? null;
}

function placeOf(admission: Admission, names: Names): AdmissionPlace {
  return {
    eventId: admission.id,
    station: admission.station,
    stationName: names.station(admission.station),
    operatorId: admission.operator_id,
    operatorName: names.operator(admission.operator_id, admission.station),
    badgeSerial: admission.badge_serial,
    wall: admission.wall,
  };
}
