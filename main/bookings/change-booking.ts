import { sessionsOfPerson } from '../../db/bookings.ts';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import {
  type BookingReason,
  type BookingState,
  bookingPayload,
  type HeldPlace,
} from '../../domain/bookings/booking.ts';
import {
  areAtOneTime,
  bookableSessions,
  nextInTurn,
  placeForNew,
} from '../../domain/bookings/booking-rules.ts';
import { bookingRefusal } from '../../domain/check-in/booking-refusal.ts';
import { inUse } from '../../domain/event/event-changes.ts';
import type { Checkpoint } from '../../domain/event/event-file.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import type { PersonBooking } from '../../preload/contract/bookings.ts';
import { CallFailure } from '../base/call-failure.ts';
import { type Caller, type Context, operatorIdOf } from '../base/context.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { notPurged } from '../ledger/not-purged.ts';
import { bookingsNow, placesOfPerson } from './bookings-now.ts';

/**
 * The sessions that ask for a booking, and others in which the person has one, in the order of the
 * event. Throws CallFailure `not-found`.
 */
export function personBookings(context: Context, delegateId: string): PersonBooking[] {
  const { event } = context;
  const delegate = delegateOf(context, delegateId);
  const bookings = bookingsNow(context);
  const asking = bookableSessions(event.file).map(({ id }) => id);
  const shown = new Set([...asking, ...placesOfPerson(context, delegateId).keys()]);
  return event.file.checkpoints
    .filter(({ id }) => shown.has(id))
    .map((checkpoint) => {
      const { id, capacity } = checkpoint;
      const session = bookings.of(id);
      const { left, over, waiting } = session.places(capacity);
      const turn = waiting.indexOf(delegateId);
      return {
        session: id,
        state: session.stateOf(delegateId),
        turn: turn < 0 ? null : turn + 1,
        isOver: over.includes(delegateId),
        left: left === null ? null : Math.max(0, left - waiting.length),
        refusal: bookingRefusal(event.file, delegate, checkpoint),
      };
    });
}

/**
 * Books a place for a person, or a turn where none is left; the fact is on disk when it returns. A
 * place that the person has, or a turn, stays as it is. Throws CallFailure `not-found`,
 * `not-allowed` with why, `sign-in-needed`, `event-purged`.
 */
export function bookSession(
  context: Context,
  caller: Caller,
  {
    delegateId,
    session,
    despiteOther,
  }: { delegateId: string; session: string; despiteOther: boolean },
): { outcome: 'done'; state: HeldPlace } | { outcome: 'other-at-this-time'; session: string } {
  const operatorId = operatorIdOf(caller);
  notPurged(context.db, context.event.file.id);
  return context.db
    .transaction(() => {
      const delegate = delegateOf(context, delegateId);
      const checkpoint = sessionOf(context, session);
      const bookings = bookingsNow(context).of(session);
      const state = bookings.stateOf(delegateId);
      if (state !== 'released') return { outcome: 'done' as const, state };
      const refusal = bookingRefusal(context.event.file, delegate, checkpoint);
      if (refusal !== null) throw new CallFailure('not-allowed', refusal);
      const other = otherAtThisTime(context, delegateId, checkpoint);
      if (other !== null && !despiteOther) {
        return { outcome: 'other-at-this-time' as const, session: other };
      }
      const to = placeForNew(bookings, checkpoint.capacity);
      writeBooking(context, { delegateId, session, operatorId, to, why: 'asked' });
      return { outcome: 'done' as const, state: to };
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
  for (const session of sessionsOfPerson(db, event.file.id, delegateId)) {
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

function sessionOf({ event }: Context, session: string): Checkpoint {
  const found = event.file.checkpoints.find(({ id, kind }) => id === session && kind === 'session');
  if (found === undefined) throw new CallFailure('not-found', 'session');
  return found;
}

/** Another session at the same time in which the person has a place or a turn; null for none. */
function otherAtThisTime(
  context: Context,
  delegateId: string,
  checkpoint: Checkpoint,
): string | null {
  const { file } = context.event;
  const places = placesOfPerson(context, delegateId);
  const other = inUse(file.checkpoints).find(
    (one) => one.id !== checkpoint.id && places.has(one.id) && areAtOneTime(one, checkpoint, file),
  );
  return other?.id ?? null;
}
