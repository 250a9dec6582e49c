import { placesOfPerson } from '../../db/bookings.ts';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import {
  type BookingReason,
  type BookingState,
  bookingPayload,
} from '../../domain/bookings/booking.ts';
import { nextInTurn } from '../../domain/bookings/booking-rules.ts';
import {
  type BookingOutcome,
  type BookingRequest,
  decideBooking,
  type PersonBooking,
  personBookingsOf,
  sessionOf,
} from '../../domain/check-in/person-bookings.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { CallFailure } from '../base/call-failure.ts';
import { type Caller, type Context, operatorIdOf } from '../base/context.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { notPurged } from '../ledger/not-purged.ts';
import { bookingsNow } from './bookings-now.ts';

/**
 * The sessions that ask for a booking, and others in which the person has one, in the order of the
 * event. Throws CallFailure `not-found`.
 */
export function personBookings(context: Context, delegateId: string): PersonBooking[] {
  const delegate = delegateOf(context, delegateId);
  const held = placesOfPerson(context.db, context.event.file.id, delegateId);
  const bookings = bookingsNow(context);
  return personBookingsOf(context.event.file, delegate, held, (id) => bookings.of(id));
}

/**
 * Books a place for a person, or a turn where none is left; the fact is on disk when it returns. A
 * place that the person has, or a turn, stays as it is. Throws CallFailure `not-found`,
 * `not-allowed` with why, `sign-in-needed`, `event-purged`.
 */
export function bookSession(
  context: Context,
  caller: Caller,
  { delegateId, session, despiteOther }: BookingRequest & { delegateId: string },
): BookingOutcome {
  const operatorId = operatorIdOf(caller);
  notPurged(context.db, context.event.file.id);
  return context.db
    .transaction((): BookingOutcome => {
      const { file } = context.event;
      const delegate = delegateOf(context, delegateId);
      const checkpoint = sessionOf(file, session);
      if (checkpoint === null) throw new CallFailure('not-found', 'session');
      const bookings = bookingsNow(context).of(session);
      const held = placesOfPerson(context.db, context.event.file.id, delegateId);
      const decided = decideBooking(file, delegate, checkpoint, { bookings, held, despiteOther });
      switch (decided.outcome) {
        case 'refused':
          throw new CallFailure('not-allowed', decided.refusal);
        case 'new':
          writeBooking(context, { delegateId, session, operatorId, to: decided.to, why: 'asked' });
          return { outcome: 'done', state: decided.to };
        case 'done':
        case 'other-at-this-time':
          return decided;
      }
    })
    .immediate();
}

/**
 * Gives up a person's place or turn. Without a hub the next who waits gets the place; a hub itself
 * gives it. Throws CallFailure `not-found`, `sign-in-needed`, `event-purged`.
 */
export function releaseSession(
  context: Context,
  caller: Caller,
  { delegateId, session }: { delegateId: string; session: string },
): void {
  const operatorId = operatorIdOf(caller);
  notPurged(context.db, context.event.file.id);
  context.db
    .transaction(() => {
      delegateOf(context, delegateId);
      release(context, { delegateId, session, operatorId, why: 'asked' });
    })
    .immediate();
}

/** Gives up every place and turn of a person whose registration ended. Inside a transaction. */
export function releaseAll(context: Context, delegateId: string, operatorId: string | null): void {
  const { db, event } = context;
  for (const session of placesOfPerson(db, event.file.id, delegateId).keys()) {
    release(context, { delegateId, session, operatorId, why: 'registration-ended' });
  }
}

interface Booker {
  delegateId: string;
  session: string;
  operatorId: string | null;
}

function release(context: Context, { why, ...booker }: Booker & { why: BookingReason }): void {
  const { session, delegateId } = booker;
  if (bookingsNow(context).of(session).stateOf(delegateId) === 'released') return;
  writeBooking(context, { ...booker, to: 'released', why });
  if (findHubLink(context.db) === null) promote(context, session, booker.operatorId);
}

/** Gives free places to those who wait. Only for a desk without a hub; else the hub gives them. */
function promote(context: Context, session: string, operatorId: string | null): void {
  const checkpoint = context.event.file.checkpoints.find(({ id }) => id === session);
  if (checkpoint === undefined || checkpoint.retired === true) return;
  const bookings = bookingsNow(context).of(session);
  for (const delegateId of nextInTurn(bookings, checkpoint.capacity)) {
    const waited = bookings.holderOf(delegateId)?.id ?? null;
    const to = { to: 'booked', why: 'promoted', targetId: waited } as const;
    writeBooking(context, { delegateId, session, operatorId, ...to });
  }
}

/** Writes one fact about a place. Inside a transaction. */
export function writeBooking(
  context: Context,
  said: Booker & { to: BookingState; why: BookingReason; targetId?: string | null },
): void {
  appendEvent(context, {
    type: 'booking-changed',
    delegateId: said.delegateId,
    checkpoint: said.session,
    targetId: said.targetId ?? null,
    operatorId: said.operatorId,
    badgeSerial: null,
    payload: bookingPayload(said.to, said.why),
  });
}

function delegateOf({ db, event }: Context, delegateId: string): Delegate {
  const delegate = findDelegateById(db, event.file.id, delegateId);
  if (delegate === null) throw new CallFailure('not-found', 'delegate');
  return delegate;
}
