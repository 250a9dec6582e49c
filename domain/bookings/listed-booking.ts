import { z } from 'zod';
import { checkpointIdSchema } from '../event/event-file.ts';
import { bookingStates } from './booking.ts';

/**
 * What a list says about one person and one session: that the person has a place, that the person
 * waits, or, where its columns do not name the session, neither.
 */
export const listedBookingSchema = z.object({
  delegateId: z.uuid(),
  session: checkpointIdSchema,
  says: z.enum(bookingStates),
});
export type ListedBooking = z.infer<typeof listedBookingSchema>;

/** How many places were booked, are waited for, and were given up. */
export const bookingCountsSchema = z.record(z.enum(bookingStates), z.int().nonnegative());
export type BookingCounts = z.infer<typeof bookingCountsSchema>;

export function addedCounts(one: BookingCounts, other: BookingCounts): BookingCounts {
  return {
    booked: one.booked + other.booked,
    waiting: one.waiting + other.waiting,
    released: one.released + other.released,
  };
}

export const noBookings: BookingCounts = { booked: 0, waiting: 0, released: 0 };
