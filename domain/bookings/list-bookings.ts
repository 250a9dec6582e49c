import { compareFacts } from '../ledger/attendance-fold.ts';
import { lastWords } from '../ledger/cause.ts';
import type { BookingReason, BookingState } from './booking.ts';
import type { BookingCounts, ListedBooking } from './listed-booking.ts';
import type { BookingFact, SessionBookings } from './session-bookings.ts';

/** What a list's own changes come to; those that follow from it are not counted. */
export function countBookings(changes: readonly BookingChange[]): BookingCounts {
  const count = (state: BookingState): number =>
    changes.filter(({ to, why }) => to === state && why !== 'promoted').length;
  return { booked: count('booked'), waiting: count('waiting'), released: count('released') };
}

/** A place that somebody gives up is free for the next row, so those come first. */
const order = ['released', 'booked', 'waiting'] as const satisfies readonly BookingState[];

/**
 * What a list says, in parts that are written one after the other with the same result as all at
 * once: each is about one session, in the order of the rows.
 *
 * @param atOnce rows of one part
 */
export function* listedParts(
  said: readonly ListedBooking[],
  atOnce: number,
): Generator<ListedBooking[]> {
  const bySession = new Map<string, ListedBooking[]>();
  for (const one of said) {
    const ofSession = bySession.get(one.session);
    if (ofSession === undefined) bySession.set(one.session, [one]);
    else ofSession.push(one);
  }
  for (const ofSession of bySession.values()) {
    for (const state of order) {
      const same = ofSession.filter(({ says }) => says === state);
      for (let start = 0; start < same.length; start += atOnce) {
        yield same.slice(start, start + atOnce);
      }
    }
  }
}

/** A session as a list changes it. */
export interface ListedSession {
  bookings: SessionBookings;
  capacity: number | null;
}

/** A change that a list makes, or that follows from it. */
export interface BookingChange {
  delegateId: string;
  session: string;
  to: BookingState;
  why: Exclude<BookingReason, 'asked'>;
}

/**
 * Whether a list changes a person's place in a session, if nothing is against it. A list is
 * compared with the list before, of which the last fact of a list tells:
 *
 * - one that says the same again changes nothing, also where the person gave up the place at a desk
 *   since;
 * - one that newly names the session books it, where the person has neither place nor turn;
 * - one that no longer names it gives up only what a list gave.
 *
 * Whether somebody has a place or waits is decided here, so a list that says the one after the other
 * says the same.
 */
export function isChangedByList(
  bookings: SessionBookings,
  { delegateId, says }: Pick<ListedBooking, 'delegateId' | 'says'>,
): boolean {
  const facts = bookings.factsOf(delegateId);
  const listed = lastOf(facts, ({ why }) => why === 'list');
  const wasNamed = listed !== null && listed.to !== 'released';
  const isNamed = says !== 'released';
  if (isNamed === wasNamed) return false;
  const isHeld = bookings.stateOf(delegateId) !== 'released';
  if (isNamed) return !isHeld;
  return isHeld && lastOf(facts, ({ why }) => why !== 'promoted')?.why === 'list';
}

/** The last of a person's facts that are so; by cause, then by the clock. */
function lastOf(
  facts: readonly BookingFact[],
  isSo: (fact: BookingFact) => boolean,
): BookingFact | null {
  const some = facts.filter(isSo);
  if (some.length === 0) return null;
  return lastWords(some, facts).reduce((last, fact) =>
    compareFacts(fact, last) > 0 ? fact : last,
  );
}

/**
 * Every change that a list makes, in the order in which its facts are written: what registrations
 * that it ends and the list itself give up, the places that go on to those who wait, and then new
 * bookings in the order of the rows, those whom the list has waiting last. Who gets no place waits.
 *
 * @param said in the order of the rows; what changes nothing is left out
 * @param sessions others are left alone
 * @param ended ids of people whose registration the list ends
 */
export function bookingsByList(
  said: readonly ListedBooking[],
  sessions: ReadonlyMap<string, ListedSession>,
  ended: ReadonlySet<string> = new Set(),
): BookingChange[] {
  const places = new Map(Array.from(sessions, ([id, session]) => [id, placesOf(session)]));
  const changes: BookingChange[] = [];
  const ofList = said.filter(({ delegateId, ...one }) => {
    const bookings = sessions.get(one.session)?.bookings;
    return bookings !== undefined && isChangedByList(bookings, { delegateId, ...one });
  });
  for (const [session, held] of places) {
    for (const delegateId of ended) {
      if (!held.leave(delegateId)) continue;
      changes.push({ delegateId, session, to: 'released', why: 'registration-ended' });
    }
  }
  for (const { delegateId, session, says } of ofList) {
    if (says !== 'released' || places.get(session)?.leave(delegateId) !== true) continue;
    changes.push({ delegateId, session, to: 'released', why: 'list' });
  }
  for (const session of new Set(changes.map((change) => change.session))) {
    for (const delegateId of places.get(session)?.promote() ?? []) {
      changes.push({ delegateId, session, to: 'booked', why: 'promoted' });
    }
  }
  for (const state of ['booked', 'waiting'] as const) {
    for (const { delegateId, session, says } of ofList) {
      if (says !== state || ended.has(delegateId)) continue;
      const to = places.get(session)?.take(delegateId) ?? null;
      if (to !== null) changes.push({ delegateId, session, to, why: 'list' });
    }
  }
  return changes;
}

/** The places of a session while a list changes them, without the facts. */
function placesOf({ bookings, capacity }: ListedSession) {
  const now = bookings.places(capacity);
  const booked = new Set(now.booked);
  const waiting = new Set(now.waiting);
  const left = (): number => (capacity ?? Number.POSITIVE_INFINITY) - booked.size;
  return {
    /** Gives up a place or turn; false where the person has none. */
    leave: (delegateId: string): boolean => booked.delete(delegateId) || waiting.delete(delegateId),
    /** Gives free places to those who wait; their ids. */
    promote: (): string[] => {
      const next = [...waiting].slice(0, Math.max(0, left()));
      for (const delegateId of next) {
        waiting.delete(delegateId);
        booked.add(delegateId);
      }
      return next;
    },
    /** Books a place, or a turn where none is left; null where the person has one. */
    take: (delegateId: string): 'booked' | 'waiting' | null => {
      if (booked.has(delegateId) || waiting.has(delegateId)) return null;
      // As `placeForNew`: a free place belongs to who waits already.
      const to = left() > waiting.size ? 'booked' : 'waiting';
      (to === 'booked' ? booked : waiting).add(delegateId);
      return to;
    },
  };
}
