import { bookedTo, bookedWhy } from '../domain/bookings/booking.ts';
import {
  type BookingFact,
  bookingsBySession,
  type HeldPlaces,
  placesHeld,
} from '../domain/bookings/session-bookings.ts';
import { statement } from './base/statement.ts';
import type { ReadableDatabase } from './base/types.ts';

/** A fact about a booking, with its session. */
export interface BookingRow extends BookingFact {
  session: string;
}

interface Row extends Omit<BookingRow, 'to' | 'why'> {
  payload: string;
}

const columns = `id, station, incarnation, kseq, after, effective, delegate_id AS delegateId,
  checkpoint AS session, payload`;
const isBooking = `type IN ('booking-changed') AND delegate_id IS NOT NULL`;

/** Every fact about the bookings of a session, in no order. */
export function bookingsOfSession(
  db: ReadableDatabase,
  eventId: string,
  session: string,
): BookingRow[] {
  return statement<[string, string], Row>(
    db,
    `SELECT ${columns} FROM attendance_event WHERE event_id = ? AND checkpoint = ? AND ${isBooking}`,
  )
    .all(eventId, session)
    .flatMap(read);
}

/** A fact's place among those of a session, by person and then by row. */
export interface BookingPlace {
  delegateId: string;
  row: number;
}

/**
 * Some facts about the bookings of a session, those after a place in the order of people; `next` is
 * the place to go on from, or null after the last.
 */
export function someBookings(
  db: ReadableDatabase,
  of: { eventId: string; session: string },
  after: BookingPlace,
  limit: number,
): { facts: BookingRow[]; next: BookingPlace | null } {
  const rows = statement<unknown[], Row & { row: number }>(
    db,
    `SELECT ${columns}, rowid AS row FROM attendance_event
     WHERE event_id = @eventId AND checkpoint = @session AND ${isBooking}
       AND (delegate_id, rowid) > (@delegateId, @row)
     ORDER BY delegate_id, rowid LIMIT @limit`,
  ).all({ ...of, ...after, limit });
  const last = rows.at(-1);
  const next = last === undefined || rows.length < limit ? null : last;
  return {
    facts: rows.flatMap(({ row: _, ...fact }) => read(fact)),
    next: next === null ? null : { delegateId: next.delegateId, row: next.row },
  };
}

/** Every fact about a booking of an event, in no order. */
export function everyBooking(db: ReadableDatabase, eventId: string): BookingRow[] {
  return statement<[string], Row>(
    db,
    `SELECT ${columns} FROM attendance_event
     WHERE event_id = ? AND checkpoint IS NOT NULL AND ${isBooking}`,
  )
    .all(eventId)
    .flatMap(read);
}

/** A person's places and turns, folded from the facts about this person alone. */
export function placesOfPerson(
  db: ReadableDatabase,
  eventId: string,
  delegateId: string,
): HeldPlaces {
  const facts = statement<[string, string], Row>(
    db,
    `SELECT ${columns} FROM attendance_event
     WHERE event_id = ? AND delegate_id = ? AND checkpoint IS NOT NULL AND ${isBooking}`,
  )
    .all(eventId, delegateId)
    .flatMap(read);
  return placesHeld(delegateId, bookingsBySession(facts));
}

/** The sessions in which a person has a place. */
export function bookedSessions(
  db: ReadableDatabase,
  eventId: string,
  delegateId: string,
): ReadonlySet<string> {
  const places = placesOfPerson(db, eventId, delegateId);
  return new Set([...places].flatMap(([session, to]) => (to === 'booked' ? [session] : [])));
}

/**
 * The facts about bookings that were added to the table after `place`, by this station or by the
 * sync. See `crossingsAfter`. The plus keeps SQLite from the index of every booking.
 */
export function bookingsAfter(db: ReadableDatabase, eventId: string, place: number): BookingRow[] {
  return statement<[number, string], Row>(
    db,
    `SELECT ${columns} FROM attendance_event
     WHERE rowid > ? AND +event_id = ? AND checkpoint IS NOT NULL AND ${isBooking} ORDER BY rowid`,
  )
    .all(place, eventId)
    .flatMap(read);
}

function read({ payload, ...row }: Row): BookingRow[] {
  const to = bookedTo({ payload });
  return to === null ? [] : [{ ...row, to, why: bookedWhy({ payload }) }];
}
