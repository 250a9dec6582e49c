import { z } from 'zod';
import { bookingStates, heldPlaces } from '../../domain/bookings/booking.ts';
import { call, none } from './base.ts';

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
  refusal: z.enum(['category', 'registration', 'retired']).nullable(),
});
export type PersonBooking = z.infer<typeof personBookingSchema>;

const person = z.strictObject({ delegateId: z.uuid() });
const one = person.extend({ session: z.string().max(60) });

export const bookingCalls = {
  /**
   * The sessions that ask for a booking, and others in which the person has one, in the order of
   * the event. Call it again on `countsChanged` and `stationChanged`. `not-found`.
   */
  getBookings: call({
    access: 'operator',
    input: person,
    output: z.array(personBookingSchema),
    activity: none,
  }),
  /**
   * Books a place, or waits for one. Answers the session at the same time, if the person has one
   * there and nobody said that this is meant. `not-found`, `not-allowed` with the refusal.
   */
  bookSession: call({
    access: 'operator',
    input: one.extend({ despiteOther: z.boolean() }),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('done'), state: z.enum(heldPlaces) }),
      z.strictObject({ outcome: z.literal('other-at-this-time'), session: z.string() }),
    ]),
    activity: none,
    isRepeatable: true,
  }),
  /** Gives up a place, or a turn. The next who waits gets it. `not-found`. */
  releaseSession: call({
    access: 'operator',
    input: one,
    output: z.strictObject({}),
    activity: none,
    isRepeatable: true,
  }),
};
