// clock: finds what was written since the last look; `sumOfWritings` finds what a moved clock hid.

import { type PersonHistoryKind, personHistoryKinds } from '../domain/people/people-list.ts';
import type { Delegate } from '../domain/roster/delegate.ts';
import type { RegistrationStatus } from '../domain/roster/delegate-fields.ts';
import { statement } from './base/statement.ts';
import type { ReadableDatabase } from './base/types.ts';
import { type DelegateRow, delegateColumns, delegateOf } from './roster/roster-row.ts';

/** What the order and the filters of the list of people need of a person. */
export interface ListedPerson
  extends Pick<
    Delegate,
    | 'id'
    | 'registrationCode'
    | 'printedName'
    | 'givenName'
    | 'familyName'
    | 'delegation'
    | 'administration'
    | 'email'
    | 'category'
  > {
  rid: number;
  status: RegistrationStatus;
  /** JSON, or null for every day. */
  days: string | null;
  deleted: 0 | 1;
  /** UTC milliseconds of the last writing. */
  wall: number;
}

const listedColumns = `rid, id, registration_code AS registrationCode, printed_name AS printedName, given_name AS givenName,
  family_name AS familyName, delegation, administration, category, status, days,
  email, deleted, wall`;

/** The next people of the roster by row, deleted ones too. */
export function listedAfter(
  db: ReadableDatabase,
  eventId: string,
  rid: number,
  limit: number,
): ListedPerson[] {
  return statement<[string, number, number], ListedPerson>(
    db,
    `SELECT ${listedColumns} FROM delegate WHERE event_id = ? AND rid > ? ORDER BY rid LIMIT ?`,
  ).all(eventId, rid, limit);
}

/** The next people by row, also deleted ones, written at `wall` (UTC milliseconds) or later. */
export function listedSince(
  db: ReadableDatabase,
  eventId: string,
  { wall, rid, limit }: { wall: number; rid: number; limit: number },
): ListedPerson[] {
  return statement<[number, string, number, number], ListedPerson>(
    db,
    `SELECT ${listedColumns} FROM delegate
     WHERE wall >= ? AND event_id = ? AND rid > ? ORDER BY rid LIMIT ?`,
  ).all(wall, eventId, rid, limit);
}

/**
 * The sum of the moments at which all people were last written, deleted ones too, in whole seconds
 * and the remaining milliseconds, because one sum of 100,000 exceeds what a number holds exactly.
 */
export function sumOfWritings(
  db: ReadableDatabase,
  eventId: string,
): { seconds: number; milliseconds: number } {
  const sum = statement<[string], { seconds: number; milliseconds: number }>(
    db,
    `SELECT coalesce(sum(wall / 1000), 0) AS seconds,
       coalesce(sum(wall % 1000), 0) AS milliseconds FROM delegate WHERE event_id = ?`,
  ).get(eventId);
  return sum ?? { seconds: 0, milliseconds: 0 };
}

/** Ids of people with a valid admission, on a day or (null) on any. */
export function peoplePresent(
  db: ReadableDatabase,
  eventId: string,
  day: string | null,
): Set<string> {
  return ids(
    db,
    `SELECT delegate_id AS id FROM admission
     WHERE event_id = @eventId AND undone_by IS NULL AND (@day IS NULL OR local_day = @day)`,
    { eventId, day },
  );
}

/** Ids of people who have a valid badge that was printed. */
export function peopleWithBadge(db: ReadableDatabase, eventId: string): Set<string> {
  const sql = `SELECT delegate_id AS id FROM badge
    WHERE event_id = @eventId AND state IN ('printed', 'handed-over')`;
  return ids(db, sql, { eventId });
}

/** Ids of people to whom this station sent a ticket. */
export function peopleWithTicket(db: ReadableDatabase, eventId: string): Set<string> {
  const sql = `SELECT delegate_id AS id FROM ticket_mail
    WHERE event_id = @eventId AND state = 'sent'`;
  return ids(db, sql, { eventId });
}

function ids(db: ReadableDatabase, sql: string, values: object): Set<string> {
  return new Set(
    statement<[object], { id: string }>(db, sql)
      .all(values)
      .map(({ id }) => id),
  );
}

export interface PersonNow {
  delegate: Delegate;
  isPresent: boolean;
  badgePrinted: boolean;
  ticketSent: boolean;
}

/**
 * A person with presence (on a day; null: on any), badge and ticket. Null if the roster has none.
 */
export function findPersonNow(
  db: ReadableDatabase,
  eventId: string,
  id: string,
  day: string | null,
): PersonNow | null {
  const row = statement<[object], DelegateRow & Record<'came' | 'badge' | 'ticket', 0 | 1>>(
    db,
    `SELECT ${delegateColumns},
       EXISTS (SELECT 1 FROM admission WHERE event_id = @eventId AND delegate_id = @id
         AND undone_by IS NULL AND (@day IS NULL OR local_day = @day)) AS came,
       EXISTS (SELECT 1 FROM badge WHERE event_id = @eventId AND delegate_id = @id
         AND state IN ('printed', 'handed-over')) AS badge,
       EXISTS (SELECT 1 FROM ticket_mail WHERE delegate_id = @id AND event_id = @eventId
         AND state = 'sent') AS ticket
     FROM delegate WHERE id = @id AND event_id = @eventId AND deleted = 0`,
  ).get({ eventId, id, day });
  if (row === undefined) return null;
  return {
    delegate: delegateOf(row),
    isPresent: row.came === 1,
    badgePrinted: row.badge === 1,
    ticketSent: row.ticket === 1,
  };
}

/** A fact about a registration, as the history of a person shows it. */
export interface RegistrationFactRow {
  id: string;
  type: PersonHistoryKind;
  after: string;
  effective: string;
  station: string;
  incarnation: number;
  kseq: number;
  wall: number;
  /** The personal payload; null before it arrived and after a purge. */
  personal: string | null;
  operatorId: string | null;
}

const kindList = personHistoryKinds.map((kind) => `'${kind}'`).join(', ');

/** The facts about a person's registration, in no order. */
export function registrationFacts(
  db: ReadableDatabase,
  eventId: string,
  delegateId: string,
): RegistrationFactRow[] {
  return statement<[string, string], RegistrationFactRow>(
    db,
    `SELECT fact.id, fact.type, fact.after, fact.effective, fact.station, fact.incarnation, fact.kseq,
       fact.wall, fact.operator_id AS operatorId, personal.payload AS personal
     FROM attendance_event AS fact
     LEFT JOIN attendance_personal AS personal ON personal.attendance_id = fact.id
     WHERE fact.event_id = ? AND fact.delegate_id = ? AND fact.type IN (${kindList})`,
  ).all(eventId, delegateId);
}
