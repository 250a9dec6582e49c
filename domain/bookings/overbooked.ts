import type { EventFile } from '../event/event-file.ts';
import { isSessionOver } from '../event/session-end.ts';
import { bookableSessions } from './booking-rules.ts';
import type { SessionBookings } from './session-bookings.ts';

/** A session in which more places were given than there are. */
export interface OverbookedSession {
  /** The id of its checkpoint. */
  session: string;
  capacity: number;
  /** How many have a place. */
  booked: number;
  /** Ids of the last of them, for whom there is none, in the order of their bookings. */
  over: readonly string[];
}

/**
 * The sessions in which desks that were apart gave more places than there are, or whose places the
 * event made fewer, in the order of the event. A session that is over needs no answer any more.
 *
 * @param bookingsOf the places of a session by the id of its checkpoint
 * @param instant UTC milliseconds
 */
export function overbookedSessions(
  event: Pick<EventFile, 'checkpoints' | 'days' | 'timeZone' | 'dayBoundary'>,
  bookingsOf: (session: string) => SessionBookings,
  instant: number,
): OverbookedSession[] {
  return bookableSessions(event).flatMap((checkpoint) => {
    const { id, capacity } = checkpoint;
    if (capacity === null || isSessionOver(checkpoint, event, instant)) return [];
    const bookings = bookingsOf(id);
    const booked = bookings.bookedCount;
    if (booked <= capacity) return [];
    return [{ session: id, capacity, booked, over: bookings.places(capacity).over }];
  });
}
