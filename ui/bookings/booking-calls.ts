import type { BookingOutcome, BookingRequest } from '../../domain/check-in/person-bookings.ts';
import type { Failure } from '../failure-note.tsx';

/** The calls by which a page changes a person's places; the same object at each rendering. */
export interface BookingCalls<F extends Failure> {
  book: (id: string, asked: BookingRequest) => Promise<BookingOutcome>;
  release: (id: string, session: string) => Promise<unknown>;
  failureOf: (error: unknown) => F;
}
