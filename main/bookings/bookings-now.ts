import type { ReadableDatabase } from '../../db/base/types.ts';
import { bookingsAfter, bookingsOfSession } from '../../db/bookings.ts';
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
 * reads its facts (some tens of milliseconds for ten thousand); every other reads only new ones.
 */
export function bookingsNow({ db, event }: Pick<Context, 'db' | 'event'>): BookingsView {
  const known = kept.get(db);
  if (known?.renew(event.file.id)) return known;
  const fresh = new Bookings(db, event.file.id);
  kept.set(db, fresh);
  return fresh;
}
