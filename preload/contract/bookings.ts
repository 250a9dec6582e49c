import { z } from 'zod';
import {
  bookedSessionSchema,
  bookingOutcomeSchema,
  bookingRequestSchema,
  personBookingSchema,
} from '../../domain/check-in/person-bookings.ts';
import { delegateSchema } from '../../domain/roster/delegate.ts';
import { call, none, nothing } from './base.ts';

const person = z.strictObject({ delegateId: z.uuid() });

/** A session with more places given than there are, and those for whom there is none. */
export const overbookedSchema = z.strictObject({
  session: bookedSessionSchema,
  capacity: z.int().positive(),
  booked: z.int().positive(),
  people: z.array(
    delegateSchema
      .pick({ id: true, printedName: true, delegation: true, administration: true })
      .strict(),
  ),
});
export type OverbookedView = z.infer<typeof overbookedSchema>;

export const bookingCalls = {
  /**
   * The sessions, not yet over, in which more places were given than there are. Call it again on
   * `countsChanged`, `syncChanged` and `stationChanged`.
   */
  listOverbooked: call({
    access: 'operator',
    input: nothing,
    output: z.array(overbookedSchema),
    activity: none,
  }),
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
