import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadableDatabase } from '../../db/base/types.ts';
import {
  type BookingPlace,
  bookingsAfter,
  bookingsOfSession,
  someBookings,
} from '../../db/bookings.ts';
import { lastPlace, type Place, stillHolds } from '../../db/doors.ts';
import { SessionBookings } from '../../domain/bookings/session-bookings.ts';
import type { Context } from '../base/context.ts';

/**
 * The places of each session, kept in memory: the ledger, folded once for a session that is asked
 * for, and updated with its new facts at each query. See `presenceNow`.
 */
class Bookings {
  readonly #db: ReadableDatabase;
  readonly #eventId: string;
  readonly #sessions = new Map<string, SessionBookings>();
  #last: Place;

  constructor(db: ReadableDatabase, eventId: string) {
    this.#db = db;
    this.#eventId = eventId;
    this.#last = lastPlace(db);
  }

  /** Adds new facts. False if earlier facts are no longer valid: all must be read again. */
  renew(eventId: string): boolean {
    if (this.#eventId !== eventId || !stillHolds(this.#db, this.#last)) return false;
    const now = lastPlace(this.#db);
    if (now.place === this.#last.place) return true;
    for (const row of bookingsAfter(this.#db, eventId, this.#last.place)) {
      this.#sessions.get(row.session)?.add(row);
    }
    this.#last = now;
    return true;
  }

  has(session: string): boolean {
    return this.#sessions.has(session);
  }

  /** Reads a session's facts in stretches, between which others have a turn. */
  async read(session: string, stretch: number): Promise<void> {
    const begin = this.#last.place;
    const of = { eventId: this.#eventId, session };
    const fresh = new SessionBookings();
    let place: BookingPlace | null = { delegateId: '', row: 0 };
    while (place !== null) {
      const { facts, next } = someBookings(this.#db, of, place, stretch);
      for (const fact of facts) fresh.add(fact);
      place = next;
      if (place !== null) await nextTurn();
    }
    // What came meanwhile about people who had been read.
    for (const row of bookingsAfter(this.#db, this.#eventId, begin)) {
      if (row.session === session) fresh.add(row);
    }
    this.#sessions.set(session, fresh);
  }

  of(session: string): SessionBookings {
    const known = this.#sessions.get(session);
    if (known !== undefined) return known;
    const fresh = new SessionBookings();
    for (const row of bookingsOfSession(this.#db, this.#eventId, session)) fresh.add(row);
    this.#sessions.set(session, fresh);
    return fresh;
  }
}

const kept = new WeakMap<ReadableDatabase, Bookings>();

/** The queries of the bookings, by the id of a session's checkpoint. */
export type BookingsView = Pick<Bookings, 'of'>;

/**
 * Who has a place where, by everything that this station knows. The first question about a session
 * reads its facts (a tenth of a second for ten thousand); every other reads only new ones. Use
 * {@link bookingsRead} where several sessions are asked about.
 */
export function bookingsNow(context: Pick<Context, 'db' | 'event'>): BookingsView {
  return presentBookings(context);
}

/** Facts that are read before scans have their turn: a few milliseconds. */
const stretchFacts = 500;

/**
 * As {@link bookingsNow}, after these sessions were read in stretches, between which scans have
 * their turn.
 *
 * @param stretch facts of one stretch
 */
export async function bookingsRead(
  context: Pick<Context, 'db' | 'event'>,
  sessions: readonly string[],
  stretch = stretchFacts,
): Promise<BookingsView> {
  for (;;) {
    // Anew after each reading: facts that were withdrawn meanwhile make a new view.
    const bookings = presentBookings(context);
    const unread = sessions.find((session) => !bookings.has(session));
    if (unread === undefined) return bookings;
    await bookings.read(unread, stretch);
  }
}

function presentBookings({ db, event }: Pick<Context, 'db' | 'event'>): Bookings {
  const known = kept.get(db);
  if (known?.renew(event.file.id)) return known;
  const fresh = new Bookings(db, event.file.id);
  kept.set(db, fresh);
  return fresh;
}
