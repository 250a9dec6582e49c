import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/** A fact about a person as stored here, with its personal payload (JSON) if it has one. */
export interface PersonFactRow {
  id: string;
  type: string;
  checkpoint: string | null;
  localDay: string;
  badgeSerial: string | null;
  wall: number;
  station: string;
  operatorId: string | null;
  payload: string;
  personal: string | null;
}

/**
 * Facts about a person, facts whose payload names the person, and facts about these, in their
 * order.
 */
export function factsOfPerson(
  db: ReadableDatabase,
  eventId: string,
  delegateId: string,
): PersonFactRow[] {
  return statement<[Record<string, string>], PersonFactRow>(
    db,
    `SELECT fact.id, fact.type, fact.checkpoint, fact.local_day AS localDay, fact.badge_serial AS badgeSerial,
       fact.wall, fact.station, fact.operator_id AS operatorId, fact.payload,
       attendance_personal.payload AS personal
     FROM attendance_event AS fact
       LEFT JOIN attendance_personal ON attendance_personal.attendance_id = fact.id
     WHERE fact.event_id = @eventId AND (fact.delegate_id = @delegateId
       OR instr(attendance_personal.payload, @delegateId) > 0
       OR fact.target_id IN (SELECT own.id FROM attendance_event AS own
            WHERE own.event_id = @eventId AND own.delegate_id = @delegateId))
     ORDER BY fact.effective, fact.id`,
  ).all({ eventId, delegateId });
}

export function badgesOfPerson(
  db: ReadableDatabase,
  eventId: string,
  delegateId: string,
): { serial: string; state: string; wall: number }[] {
  return statement<[string, string], { serial: string; state: string; wall: number }>(
    db,
    'SELECT serial, state, wall FROM badge WHERE event_id = ? AND delegate_id = ? ORDER BY rowid',
  ).all(eventId, delegateId);
}

export function jobsOfPerson(
  db: ReadableDatabase,
  eventId: string,
  delegateId: string,
): { id: string; state: string; wall: number }[] {
  return statement<[string, string], { id: string; state: string; wall: number }>(
    db,
    `SELECT id, state, created_wall AS wall FROM print_job
     WHERE event_id = ? AND delegate_id = ? ORDER BY rowid`,
  ).all(eventId, delegateId);
}

/** Entries of the activity log, oldest first: those that name the person, and every search. */
export function activityAround(
  db: ReadableDatabase,
  eventId: string,
  delegateId: string,
): {
  kind: string;
  operatorId: string | null;
  delegateId: string | null;
  detail: string;
  wall: number;
}[] {
  return statement<
    [Record<string, string>],
    {
      kind: string;
      operatorId: string | null;
      delegateId: string | null;
      detail: string;
      wall: number;
    }
  >(
    db,
    `SELECT kind, operator_id AS operatorId, delegate_id AS delegateId, detail, wall FROM activity
     WHERE event_id = @eventId AND (delegate_id = @delegateId OR instr(detail, @delegateId) > 0 OR kind = 'search')
     ORDER BY id`,
  ).all({ eventId, delegateId });
}

/** Facts that this version does not understand and that name the person, as received. */
export function unknownOfPerson(db: ReadableDatabase, delegateId: string): string[] {
  return statement<[Record<string, string>], { text: string }>(
    db,
    `SELECT body || coalesce(' ' || personal, '') AS text FROM unknown_event
     WHERE instr(body, @delegateId) > 0 OR instr(coalesce(personal, ''), @delegateId) > 0
     ORDER BY station, incarnation, kseq`,
  )
    .all({ delegateId })
    .map(({ text }) => text);
}
