import type { Checkpoint } from '../event/event-file.ts';
import { bookableSessions } from './booking-rules.ts';
import type { SessionBookings, SessionPlaces } from './session-bookings.ts';

/** What a list of people can ask about bookings: a place, a turn, or a place beyond the capacity. */
export const askedBookings = ['booked', 'waiting', 'over'] as const satisfies readonly Exclude<
  keyof SessionPlaces,
  'left'
>[];
export type AskedBooking = (typeof askedBookings)[number];

/**
 * Ids of the people with such a booking; null where nothing is asked.
 *
 * @param asked.session null: any session that asks for a booking
 * @param asked.booking null: a place or a turn
 * @param bookingsOf the places of a session by the id of its checkpoint
 */
export function peopleBooked(
  event: { checkpoints: readonly Checkpoint[] },
  asked: { session: string | null; booking: AskedBooking | null },
  bookingsOf: (session: string) => SessionBookings,
): ReadonlySet<string> | null {
  const { session, booking } = asked;
  if (session === null && booking === null) return null;
  const sessions =
    session === null
      ? bookableSessions(event)
      : event.checkpoints.filter(({ id }) => id === session);
  return new Set(
    sessions.flatMap(({ id, capacity }) => {
      const places = bookingsOf(id).places(capacity);
      return booking === null ? [...places.booked, ...places.waiting] : places[booking];
    }),
  );
}
