import { setImmediate as nextTurn } from 'node:timers/promises';
import { bookingsAfter } from '../../db/bookings.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import { bookableSessions } from '../../domain/bookings/booking-rules.ts';
import {
  type BookingChange,
  bookingsByList,
  countBookings,
  listedParts,
} from '../../domain/bookings/list-bookings.ts';
import {
  addedCounts,
  type BookingCounts,
  type ListedBooking,
  noBookings,
} from '../../domain/bookings/listed-booking.ts';
import { bookingRefusal } from '../../domain/check-in/booking-refusal.ts';
import type { Context } from '../base/context.ts';
import { bookingsNow } from './bookings-now.ts';
import { writeBooking } from './change-booking.ts';

/** Changes of one transaction: a check-in waits for no more than these. */
const atOnce = 50;

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
): Promise<BookingCounts> {
  let total = noBookings;
  for (const part of listedParts(said, atOnce)) {
    if (isCancelled() || !context.db.open) return total;
    const changes = context.db.transaction(() => writePart(context, part, operatorId)).immediate();
    total = addedCounts(total, countBookings(changes));
    await nextTurn();
  }
  return total;
}

/** What the facts of lists after this row of the ledger say together, the last of each. */
export function listedSince(
  { db, event }: Pick<Context, 'db' | 'event'>,
  place: number,
): ListedBooking[] {
  const said = new Map<string, ListedBooking>();
  for (const { delegateId, session, to: says, why } of bookingsAfter(db, event.file.id, place)) {
    if (why === 'list') said.set(`${session} ${delegateId}`, { delegateId, session, says });
  }
  return [...said.values()];
}

/**
 * Undoes what a list booked and gave up, as the list before would: places that it gave are given
 * up unless somebody else has changed them since; who lost one by it gets one again, or a turn.
 * Inside a transaction.
 */
export function undoListed(
  context: Context,
  said: readonly ListedBooking[],
  operatorId: string | null,
): void {
  const opposite = said.map(({ says, ...one }): ListedBooking => {
    return { ...one, says: says === 'released' ? 'booked' : 'released' };
  });
  for (const part of listedParts(opposite, Math.max(1, opposite.length))) {
    writePart(context, part, operatorId);
  }
}

function writePart(
  context: Context,
  part: readonly ListedBooking[],
  operatorId: string | null,
): BookingChange[] {
  const { db, event } = context;
  const checkpoint = bookableSessions(event.file).find(({ id }) => id === part[0]?.session);
  if (checkpoint === undefined) return [];
  const bookings = bookingsNow(context).of(checkpoint.id);
  const possible = part.filter(({ delegateId, says }) => {
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
