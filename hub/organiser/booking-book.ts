import { bookedTo, bookedWhy } from '../../domain/bookings/booking.ts';
import {
  type HeldPlaces,
  placesHeld,
  SessionBookings,
} from '../../domain/bookings/session-bookings.ts';
import type { HeldFact } from './held-fact.ts';

/** Who has a place or a turn in which session. The result depends only on the set of facts. */
export class BookingBook {
  readonly #sessions = new Map<string, SessionBookings>();
  readonly #sessionsOf = new Map<string, Set<string>>();

  /** Adds a fact of any kind; call once for each. */
  take(fact: HeldFact): void {
    const { type, delegateId, checkpoint: session } = fact;
    if (type !== 'booking-changed' || delegateId === null || session === null) return;
    const to = bookedTo(fact);
    if (to === null) return;
    const bookings = this.of(session);
    bookings.add({ ...fact, delegateId, to, why: bookedWhy(fact) });
    this.#sessions.set(session, bookings);
    const sessions = this.#sessionsOf.get(delegateId) ?? new Set();
    this.#sessionsOf.set(delegateId, sessions.add(session));
  }

  /** The places of a session; empty where no fact tells of them. */
  of(session: string): SessionBookings {
    return this.#sessions.get(session) ?? new SessionBookings();
  }

  ofPerson(delegateId: string): HeldPlaces {
    const sessions = [...(this.#sessionsOf.get(delegateId) ?? [])];
    return placesHeld(
      delegateId,
      sessions.map((session) => [session, this.of(session)]),
    );
  }
}
