import { z } from 'zod';
import {
  bookedSessionSchema,
  bookingOutcomeSchema,
  bookingRequestSchema,
  personBookingSchema,
} from '../../domain/check-in/person-bookings.ts';
import { call, none } from './base.ts';

const person = z.strictObject({ delegateId: z.uuid() });

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
    input: bookingRequestSchema.extend(person.shape),
    output: bookingOutcomeSchema,
    activity: none,
    isRepeatable: true,
  }),
  /** Gives up a place, or a turn. The next who waits gets it. `not-found`. */
  releaseSession: call({
    access: 'operator',
    input: person.extend({ session: bookedSessionSchema }),
    output: z.strictObject({}),
    activity: none,
    isRepeatable: true,
  }),
};
