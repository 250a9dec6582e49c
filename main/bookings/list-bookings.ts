import { setImmediate as nextTurn } from 'node:timers/promises';
import { findDelegateById } from '../../db/roster/roster.ts';
import type { BookingState } from '../../domain/bookings/booking.ts';
import { bookableSessions } from '../../domain/bookings/booking-rules.ts';
import {
  type BookingChange,
  bookingsByList,
  type ListedBooking,
} from '../../domain/bookings/list-bookings.ts';
import { bookingRefusal } from '../../domain/check-in/booking-refusal.ts';
import type { Checkpoint } from '../../domain/event/event-file.ts';
import type { Context } from '../base/context.ts';
import { bookingsNow } from './bookings-now.ts';
import { writeBooking } from './change-booking.ts';

/** Changes of one transaction: a check-in waits for no more than these. */
const atOnce = 50;

/** A place that somebody gives up is free for the next row, so those come first. */
const order = ['released', 'booked', 'waiting'] as const satisfies readonly BookingState[];

export interface ListedBookings {
  said: readonly ListedBooking[];
  /** Null at the command line. */
  operatorId: string | null;
  /** Asked between two transactions. */
  isCancelled: () => boolean;
}

/**
 * Writes what a list says about sessions, session by session in the order of the rows, in small
 * transactions. Each is judged by what is known then: of people who are gone or whose registration
 * ended meanwhile nothing is written. Only for a station without a hub.
 *
 * @param listed.said as `bookingsByList`
 * @returns how many places were booked, are waited for, and were given up
 */
export async function writeListedBookings(
  context: Context,
  { said, operatorId, isCancelled }: ListedBookings,
): Promise<Record<BookingState, number>> {
  const total = { booked: 0, waiting: 0, released: 0 };
  for (const checkpoint of bookableSessions(context.event.file)) {
    const ofSession = said.filter(({ session }) => session === checkpoint.id);
    for (const state of order) {
      const same = ofSession.filter(({ says }) => says === state);
      for (let start = 0; start < same.length; start += atOnce) {
        if (isCancelled() || !context.db.open) return total;
        const batch = same.slice(start, start + atOnce);
        const changes = context.db
          .transaction(() => writeBatch(context, checkpoint, batch, operatorId))
          .immediate();
        for (const { to, why } of changes) if (why === 'list') total[to] += 1;
        await nextTurn();
      }
    }
  }
  return total;
}

function writeBatch(
  context: Context,
  checkpoint: Checkpoint,
  batch: readonly ListedBooking[],
  operatorId: string | null,
): BookingChange[] {
  const { db, event } = context;
  const bookings = bookingsNow(context).of(checkpoint.id);
  const possible = batch.filter(({ delegateId, says }) => {
    const delegate = findDelegateById(db, event.file.id, delegateId);
    if (delegate === null) return false;
    return says === 'released' || bookingRefusal(event.file, delegate, checkpoint) === null;
  });
  const { capacity } = checkpoint;
  const changes = bookingsByList(possible, new Map([[checkpoint.id, { bookings, capacity }]]));
  for (const change of changes) {
    const waited = change.why === 'promoted' ? bookings.holderOf(change.delegateId) : null;
    writeBooking(context, { ...change, operatorId, targetId: waited?.id ?? null });
  }
  return changes;
}
