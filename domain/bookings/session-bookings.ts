import { compareFacts, type FactOrder } from '../ledger/attendance-fold.ts';
import { type Caused, lastWords } from '../ledger/cause.ts';
import { type BookingReason, type BookingState, bookingWeight, type HeldPlace } from './booking.ts';

/** A fact about one person's place in one session, as the fold needs it. */
export interface BookingFact extends FactOrder, Caused {
  delegateId: string;
  to: BookingState;
  /** Null for a reason that this version does not know. */
  why: BookingReason | null;
}

/** The places of a session: who has one, who has one beyond the capacity, and who waits. */
export interface SessionPlaces {
  /** Ids in the order of the facts by which they hold their places. */
  booked: readonly string[];
  /** The last of the booked, for whom there is no place: desks that were apart gave it twice. */
  over: readonly string[];
  /** Ids in the order in which they get the next free place. */
  waiting: readonly string[];
  /** Places that nobody holds; null where the session has no limit. */
  left: number | null;
}

/**
 * Who has a place in a session, folded from its facts. The result depends on the set of facts only.
 *
 * Of one person's facts the last by cause decides. Among facts whose authors did not know of each
 * other, a place outweighs waiting, and waiting outweighs giving up, so that no one loses a booking
 * by an accident of clocks; among equals the earliest decides, so that no one loses a turn.
 */
export class SessionBookings {
  readonly #facts = new Map<string, BookingFact[]>();
  readonly #holders = new Map<string, BookingFact>();
  #ordered: Record<HeldPlace, readonly string[]> | null = null;

  add(fact: BookingFact): void {
    const { delegateId } = fact;
    const known = this.#facts.get(delegateId) ?? [];
    if (known.some(({ id }) => id === fact.id)) return;
    const all = [...known, fact];
    this.#facts.set(delegateId, all);
    this.#holders.set(delegateId, holderOf(all));
    this.#ordered = null;
  }

  /** The state of a person; released where no fact names the person. */
  stateOf(delegateId: string): BookingState {
    return this.holderOf(delegateId)?.to ?? 'released';
  }

  /** Every fact about a person, for the next one's cause. */
  factsOf(delegateId: string): readonly BookingFact[] {
    return this.#facts.get(delegateId) ?? [];
  }

  /** The fact that decides a person's state; null where none names the person. */
  holderOf(delegateId: string): BookingFact | null {
    return this.#holders.get(delegateId) ?? null;
  }

  /** How many have a place; quick, as it needs no order. */
  get bookedCount(): number {
    let count = 0;
    for (const { to } of this.#holders.values()) if (to === 'booked') count += 1;
    return count;
  }

  /** @param capacity of the session; null: no limit */
  places(capacity: number | null): SessionPlaces {
    const { booked, waiting } = this.#inOrder();
    return {
      booked,
      over: capacity === null ? [] : booked.slice(capacity),
      waiting,
      left: capacity === null ? null : Math.max(0, capacity - booked.length),
    };
  }

  #inOrder(): Record<HeldPlace, readonly string[]> {
    if (this.#ordered !== null) return this.#ordered;
    const holders = [...this.#holders.values()].sort(compareFacts);
    const idsOf = (state: BookingState): string[] =>
      holders.filter(({ to }) => to === state).map(({ delegateId }) => delegateId);
    this.#ordered = { booked: idsOf('booked'), waiting: idsOf('waiting') };
    return this.#ordered;
  }
}

/** Folds facts of any sessions: the places of each session that they name. */
export function bookingsBySession(
  facts: Iterable<BookingFact & { session: string }>,
): Map<string, SessionBookings> {
  const found = new Map<string, SessionBookings>();
  for (const fact of facts) {
    const bookings = found.get(fact.session) ?? new SessionBookings();
    bookings.add(fact);
    found.set(fact.session, bookings);
  }
  return found;
}

/** The sessions in which a person has a place or a turn, by the id of their checkpoints. */
export type HeldPlaces = ReadonlyMap<string, HeldPlace>;

/** A person's places among sessions by their ids. */
export function placesHeld(
  delegateId: string,
  sessions: Iterable<readonly [session: string, bookings: SessionBookings]>,
): HeldPlaces {
  const held = new Map<string, HeldPlace>();
  for (const [session, bookings] of sessions) {
    const state = bookings.stateOf(delegateId);
    if (state !== 'released') held.set(session, state);
  }
  return held;
}

function holderOf(facts: readonly BookingFact[]): BookingFact {
  return lastWords(facts).reduce((best, fact) => {
    const difference = bookingWeight[fact.to] - bookingWeight[best.to];
    if (difference !== 0) return difference > 0 ? fact : best;
    return compareFacts(fact, best) < 0 ? fact : best;
  });
}
