import { z } from 'zod';
import type { AttendanceEvent } from '../ledger/attendance.ts';
import { payloadText } from '../ledger/attendance-fold.ts';

/** A person has a place in a session, or waits for one. */
export const heldPlaces = ['booked', 'waiting'] as const;
export type HeldPlace = (typeof heldPlaces)[number];

/** Whether a person has a place in a session, waits for one, or gave it up. */
export const bookingStates = [...heldPlaces, 'released'] as const;
export type BookingState = (typeof bookingStates)[number];

/** Of two states that are said of one person and session, the heavier counts (decision 102). */
export const bookingWeight: Record<BookingState, number> = { released: 0, waiting: 1, booked: 2 };

/**
 * Why a booking changed: the person asked at a desk, a list says so, a place became free for who
 * waited, or the registration ended.
 */
export const bookingReasonSchema = z.enum(['asked', 'list', 'promoted', 'registration-ended']);
export type BookingReason = z.infer<typeof bookingReasonSchema>;

/** Payload of `booking-changed`. */
export function bookingPayload(to: BookingState, why: BookingReason): Record<string, string> {
  return { to, why };
}

/** What a `booking-changed` says; null for a state that this version does not know. */
export function bookedTo(fact: Pick<AttendanceEvent, 'payload'>): BookingState | null {
  const said = payloadText(fact, 'to');
  return bookingStates.find((state) => state === said) ?? null;
}

/** Why a `booking-changed` was written; null for a reason that this version does not know. */
export function bookedWhy(fact: Pick<AttendanceEvent, 'payload'>): BookingReason | null {
  return bookingReasonSchema.safeParse(payloadText(fact, 'why')).data ?? null;
}
