import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BookingState } from '../../domain/bookings/booking.ts';
import { type BookingFact, SessionBookings } from '../../domain/bookings/session-bookings.ts';
import { afterText } from '../../domain/ledger/cause.ts';
import { uuid } from './attendance-sample.ts';

/** A fact with this number, at this moment, after the facts with these numbers. */
function fact(
  n: number,
  person: string,
  to: BookingState,
  { at = n, after = [] }: { at?: number; after?: number[] } = {},
): BookingFact {
  return {
    id: uuid(n),
    station: uuid(1),
    incarnation: 1,
    kseq: n,
    effective: String(at).padStart(8, '0'),
    after: afterText(after.map(uuid)),
    delegateId: person,
    to,
    why: 'asked',
  };
}

function folded(...facts: BookingFact[]): SessionBookings {
  const session = new SessionBookings();
  for (const one of facts) session.add(one);
  return session;
}

describe('the places of a session', () => {
  it('are held in the order of the facts; who came last waits first to give way', () => {
    const session = folded(
      fact(3, 'c', 'booked'),
      fact(1, 'a', 'booked'),
      fact(2, 'b', 'booked'),
      fact(5, 'e', 'waiting'),
      fact(4, 'd', 'waiting'),
      fact(6, 'f', 'released'),
    );
    expect(session.places(2)).toEqual({
      booked: ['a', 'b', 'c'],
      over: ['c'],
      waiting: ['d', 'e'],
      left: 0,
    });
    expect(session.places(5)).toMatchObject({ over: [], left: 2 });
    expect(session.places(null)).toMatchObject({ over: [], left: null });
    expect(session.stateOf('f')).toBe('released');
    expect(session.stateOf('nobody')).toBe('released');
  });

  it('a later fact by cause decides, whatever its clock says', () => {
    const given = folded(
      fact(1, 'a', 'booked', { at: 9 }),
      fact(2, 'a', 'released', { at: 1, after: [1] }),
    );
    expect(given.stateOf('a')).toBe('released');
    // Who wants a place again stands at the end.
    given.add(fact(3, 'b', 'waiting', { at: 5 }));
    given.add(fact(4, 'a', 'waiting', { at: 6, after: [2] }));
    expect(given.places(1).waiting).toEqual(['b', 'a']);
  });

  it('of desks that did not know of each other, none takes a place away', () => {
    const start = fact(1, 'a', 'waiting');
    const promoted = fact(2, 'a', 'booked', { after: [1] });
    const gaveUp = fact(3, 'a', 'released', { after: [1] });
    expect(folded(start, promoted, gaveUp).stateOf('a')).toBe('booked');
    // Booked twice: the earlier one keeps the turn.
    const twice = folded(
      fact(5, 'b', 'booked', { at: 5 }),
      fact(7, 'a', 'booked', { at: 7 }),
      fact(2, 'a', 'booked', { at: 2 }),
    );
    expect(twice.places(1)).toMatchObject({ booked: ['a', 'b'], over: ['b'] });
  });

  it('depend on the set of facts only, and nobody is both booked and waiting', () => {
    const someone = fc.constantFrom('a', 'b', 'c', 'd');
    const state = fc.constantFrom<BookingState>('booked', 'waiting', 'released');
    const written = fc.array(
      fc.record({ person: someone, state, at: fc.nat(30), knows: fc.boolean() }),
      { maxLength: 14 },
    );
    const facts = written.map((all) =>
      all.map(({ person, state: to, at, knows }, n) => {
        const before = all.slice(0, n).findLastIndex((one) => one.person === person);
        const after = knows && before >= 0 ? [before + 1] : [];
        return fact(n + 1, person, to, { at, after });
      }),
    );
    const shuffled = facts.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, fc.nat(4), ([all, other], capacity) => {
        const places = folded(...all).places(capacity);
        expect(folded(...other, ...all).places(capacity)).toEqual(places);
        const { booked, over, waiting, left } = places;
        expect(new Set([...booked, ...waiting]).size).toBe(booked.length + waiting.length);
        expect(over.length).toBe(Math.max(0, booked.length - capacity));
        expect(left).toBe(Math.max(0, capacity - booked.length));
      }),
    );
  });
});
