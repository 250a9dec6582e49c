import { z } from 'zod';
import { bookingStates, type HeldPlace, heldPlaces } from '../bookings/booking.ts';
import { areAtOneTime, bookableSessions, placeForNew } from '../bookings/booking-rules.ts';
import type { HeldPlaces, SessionBookings } from '../bookings/session-bookings.ts';
import { inUse } from '../event/event-changes.ts';
import type { Checkpoint, EventFile } from '../event/event-file.ts';
import type { Delegate } from '../roster/delegate.ts';
import { bookingRefusal } from './booking-refusal.ts';

const refusals = ['category', 'registration', 'retired'] as const;
type BookingRefusal = (typeof refusals)[number];

/** A session as the bookings of one person show it. */
export const personBookingSchema = z.strictObject({
  session: z.string(),
  state: z.enum(bookingStates),
  /** Place in the waiting order, from 1; null for who does not wait. */
  turn: z.int().positive().nullable(),
  /** The place was given twice by desks that were apart: this person's is beyond the capacity. */
  isOver: z.boolean(),
  /** Free places that nobody waits for; null without a limit. */
  left: z.int().nonnegative().nullable(),
  /** Why no new booking is possible; null where it is. */
  refusal: z.enum(refusals).nullable(),
});
export type PersonBooking = z.infer<typeof personBookingSchema>;

/** The id of a session's checkpoint. */
export const bookedSessionSchema = z.string().max(60);

/** The session, and whether to book it though the person has another one at the same time. */
export const bookingRequestSchema = z.strictObject({
  session: bookedSessionSchema,
  despiteOther: z.boolean(),
});
export type BookingRequest = z.infer<typeof bookingRequestSchema>;

export const bookingOutcomeSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('done'), state: z.enum(heldPlaces) }),
  /** The person has this session at the same time, and nobody said that both are meant. */
  z.strictObject({ outcome: z.literal('other-at-this-time'), session: z.string() }),
]);
export type BookingOutcome = z.infer<typeof bookingOutcomeSchema>;

/** The event, as bookings depend on it. */
type BookedEvent = Pick<EventFile, 'checkpoints' | 'days' | 'dayBoundary'>;
type Booker = Pick<Delegate, 'id' | 'status' | 'category' | 'days'>;

/**
 * The sessions that ask for a booking, and others in which the person has one, in the order of the
 * event.
 *
 * @param bookingsOf the places of a session, asked for each that is shown
 */
export function personBookingsOf(
  event: BookedEvent,
  delegate: Booker,
  held: HeldPlaces,
  bookingsOf: (session: string) => SessionBookings,
): PersonBooking[] {
  const asking = bookableSessions(event).map(({ id }) => id);
  const shown = new Set([...asking, ...held.keys()]);
  return event.checkpoints
    .filter(({ id }) => shown.has(id))
    .map((checkpoint) => {
      const { id, capacity } = checkpoint;
      const session = bookingsOf(id);
      const { left, over, waiting } = session.places(capacity);
      const turn = waiting.indexOf(delegate.id);
      return {
        session: id,
        state: session.stateOf(delegate.id),
        turn: turn < 0 ? null : turn + 1,
        isOver: over.includes(delegate.id),
        left: left === null ? null : Math.max(0, left - waiting.length),
        refusal: bookingRefusal(event, delegate, checkpoint),
      };
    });
}

type BookingDecision =
  /** A new place or turn, which is to be written. */
  | { outcome: 'new'; to: HeldPlace }
  | { outcome: 'refused'; refusal: BookingRefusal }
  | BookingOutcome;

/**
 * What a request for a place leads to. A place that the person has, or a turn, stays as it is.
 *
 * @param said.bookings the places of this session
 * @param said.held the person's places in all sessions
 */
export function decideBooking(
  event: BookedEvent,
  delegate: Booker,
  checkpoint: Checkpoint,
  said: { bookings: SessionBookings; held: HeldPlaces; despiteOther: boolean },
): BookingDecision {
  const { bookings, held, despiteOther } = said;
  const state = bookings.stateOf(delegate.id);
  if (state !== 'released') return { outcome: 'done', state };
  const refusal = bookingRefusal(event, delegate, checkpoint);
  if (refusal !== null) return { outcome: 'refused', refusal };
  const other = inUse(event.checkpoints).find(
    (one) => one.id !== checkpoint.id && held.has(one.id) && areAtOneTime(one, checkpoint, event),
  );
  if (other !== undefined && !despiteOther) {
    return { outcome: 'other-at-this-time', session: other.id };
  }
  return { outcome: 'new', to: placeForNew(bookings, checkpoint.capacity) };
}

/** The session of this id; null if the event has none. */
export function sessionOf(
  { checkpoints }: Pick<EventFile, 'checkpoints'>,
  session: string,
): Checkpoint | null {
  return checkpoints.find(({ id, kind }) => id === session && kind === 'session') ?? null;
}
