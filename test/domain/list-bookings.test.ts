import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { BookingReason, BookingState } from '../../domain/bookings/booking.ts';
import { bookingsByList, isChangedByList } from '../../domain/bookings/list-bookings.ts';
import type { ListedBooking } from '../../domain/bookings/listed-booking.ts';
import { SessionBookings } from '../../domain/bookings/session-bookings.ts';
import { uuid } from './attendance-sample.ts';

type Said = readonly [BookingState, BookingReason];

/** A session with these facts of each person, one after the other. */
function sessionOf(people: Record<string, readonly Said[]>): SessionBookings {
  const session = new SessionBookings();
  let n = 0;
  for (const [delegateId, facts] of Object.entries(people)) {
    let last = '';
    for (const [to, why] of facts) {
      n += 1;
      const place = { station: uuid(1), incarnation: 1, kseq: n };
      const effective = String(n).padStart(8, '0');
      session.add({ id: uuid(n), ...place, effective, after: last, delegateId, to, why });
      last = uuid(n);
    }
  }
  return session;
}

const listed = (to: BookingState): Said => [to, 'list'];
const asked = (to: BookingState): Said => [to, 'asked'];

describe('a list changes a place', () => {
  const table: [string, readonly Said[], BookingState, boolean][] = [
    ['that it newly names', [], 'booked', true],
    ['that it newly names as waiting', [], 'waiting', true],
    ['not where it never named it', [], 'released', false],
    ['not where it says the same', [listed('booked')], 'booked', false],
    ['not where it waits by the list before', [listed('waiting')], 'booked', false],
    ['not from a place to a turn', [listed('booked')], 'waiting', false],
    ['not where the desk gave it up', [listed('booked'), asked('released')], 'booked', false],
    [
      'not where the registration ended',
      [listed('booked'), ['released', 'registration-ended']],
      'booked',
      false,
    ],
    ['not where the desk booked it', [asked('booked')], 'booked', false],
    ['that it no longer names', [listed('booked')], 'released', true],
    ['that it gave by a turn', [listed('waiting'), ['booked', 'promoted']], 'released', true],
    ['not what the desk gave', [asked('booked')], 'released', false],
    [
      'not what the desk gave after it',
      [listed('booked'), asked('released'), asked('booked')],
      'released',
      false,
    ],
    [
      'not a turn at the desk that became a place',
      [listed('booked'), asked('released'), asked('waiting'), ['booked', 'promoted']],
      'released',
      false,
    ],
    ['not what is given up', [listed('booked'), asked('released')], 'released', false],
    ['that it names once more', [listed('booked'), listed('released')], 'booked', true],
  ];
  test.each(table)('%s', (_name, facts, says, changes) => {
    const session = sessionOf({ a: facts });
    expect(isChangedByList(session, { delegateId: 'a', says })).toBe(changes);
  });
});

const say = (delegateId: string, says: BookingState, session = 'x'): ListedBooking => ({
  delegateId,
  session,
  says,
});
const told = (changes: ReturnType<typeof bookingsByList>): string[] =>
  changes.map(({ delegateId, to, why }) => `${delegateId} ${to} ${why}`);

describe('the changes of a list', () => {
  it('give up first, then go to who waits, then to the rows in their order', () => {
    const bookings = sessionOf({
      old: [listed('booked')],
      stays: [asked('booked')],
      waits: [asked('waiting')],
    });
    const said = [
      say('second', 'waiting'),
      say('first', 'booked'),
      say('last', 'booked'),
      say('old', 'released'),
    ];
    const sessions = new Map([['x', { bookings, capacity: 3 }]]);
    expect(told(bookingsByList(said, sessions))).toEqual([
      'old released list',
      'waits booked promoted',
      'first booked list',
      'last waiting list',
      'second waiting list',
    ]);
  });

  it('leave a free place to who waits already', () => {
    const bookings = sessionOf({ waits: [asked('waiting')] });
    const sessions = new Map([['x', { bookings, capacity: 1 }]]);
    expect(told(bookingsByList([say('a', 'booked')], sessions))).toEqual(['a waiting list']);
  });

  it('give up what belongs to registrations that the list ends, and book nothing for them', () => {
    const bookings = sessionOf({ gone: [asked('booked')], waits: [asked('waiting')] });
    const sessions = new Map([['x', { bookings, capacity: 1 }]]);
    const said = [say('gone', 'booked')];
    expect(told(bookingsByList(said, sessions, new Set(['gone'])))).toEqual([
      'gone released registration-ended',
      'waits booked promoted',
    ]);
  });

  it('are made once, however often a row comes, and of known sessions only', () => {
    const sessions = new Map([['x', { bookings: sessionOf({}), capacity: null }]]);
    const said = [say('a', 'booked'), say('a', 'booked'), say('b', 'booked', 'unknown')];
    expect(told(bookingsByList(said, sessions))).toEqual(['a booked list']);
  });

  it('written as facts leave nothing for the same list, and never more places than there are', () => {
    const rows = fc.array(
      fc.record({
        delegateId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        says: fc.constantFrom<BookingState>('booked', 'waiting', 'released'),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(
        fc.array(rows, { maxLength: 4 }),
        fc.integer({ min: 1, max: 3 }),
        (lists, most) => {
          const bookings = new SessionBookings();
          const sessions = new Map([['x', { bookings, capacity: most }]]);
          let n = 0;
          for (const list of lists) {
            const one = new Map(list.map((row) => [row.delegateId, { ...row, session: 'x' }]));
            const said = [...one.values()];
            for (const { delegateId, to, why } of bookingsByList(said, sessions)) {
              n += 1;
              const place = { station: uuid(1), incarnation: 1, kseq: n };
              const effective = String(n).padStart(8, '0');
              const after = bookings.holderOf(delegateId)?.id ?? '';
              bookings.add({ id: uuid(n), ...place, effective, after, delegateId, to, why });
            }
            expect(bookingsByList(said, sessions)).toEqual([]);
            const { over, left, waiting } = bookings.places(most);
            expect(over).toEqual([]);
            expect(left === 0 || waiting.length === 0).toBe(true);
          }
        },
      ),
    );
  });
});
