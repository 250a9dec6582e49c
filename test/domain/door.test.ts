import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BookingState } from '../../domain/bookings/booking.ts';
import { decide } from '../../domain/check-in/admission.ts';
import {
  type DoorQuestion,
  decideDoor,
  directionAt,
  othersMayPass,
} from '../../domain/doors/door.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { hall } from '../support/door-desk.ts';
import { sampleDelegate } from '../support/sample-event.ts';

const day = '2018-10-02';

const person = (change: Partial<Delegate> = {}): Delegate =>
  sampleDelegate({ id: 'p', registrationCode: 'T18-00001', ...change });

const admission = {
  eventId: 'a',
  checkpoint: 'hall',
  localDay: day,
  wall: 0,
  station: 'k',
  stationName: 'Door',
  operatorName: null,
};

/** A delegate with a good badge before an open, empty hall, with these changes. */
function ask(
  change: Partial<DoorQuestion> = {},
  checkpoint: Parameters<typeof hall>[0] = {},
): DoorQuestion {
  return {
    scan: { kind: 'badge', code: 'LB', station: 'A7F30C12', serial: 1, token: new Uint8Array(6) },
    delegate: person(),
    earlier: [],
    checkpoint: hall(checkpoint),
    registrationCheckpoints: ['registration'],
    day,
    eventDays: [day],
    minuteOfDay: 600,
    policies: { unknownSignedTicket: 'admit' },
    badge: { outcome: 'good' },
    stopped: null,
    direction: 'in',
    isInside: false,
    inside: 0,
    insideOfDelegation: 0,
    booking: null,
    isSomebody: true,
    ...change,
  };
}

const signedTicket = ask(
  {
    scan: {
      kind: 'signed',
      registrationCode: 'T18-00001',
      mark: 'abcd',
      days: { lastDay: null, weekdays: 0x7f },
    },
    badge: null,
  },
  { tickets: 'refuse' },
);
/** What the organiser's own codes are parsed as. */
const codes = [
  { kind: 'registration-code', code: 'T18-00001' },
  { kind: 'other-text', texts: ['T18-00001'] },
] as const;
const fullAndReturned = ask(
  { badge: { outcome: 'ask', doubt: 'returned' }, inside: 4 },
  { capacity: 4, whenFull: 'refuse' },
);
const booking = (state: BookingState) => ({ state, expected: 0, othersMay: false });
const passes = (fact: string) => ({ outcome: 'pass', passing: { fact } });
const refuses = (reason: string) => ({ outcome: 'refuse', reason });
const unheard = (outcome: 'ask' | 'refuse') => ({
  delegate: null,
  badge: { outcome, doubt: 'unheard' as const },
});
const asks = (...doubts: string[]) => ({ outcome: 'ask', doubts });

describe('coming in', () => {
  it.each<[string, DoorQuestion, object]>([
    ['a good badge', ask(), passes('admitted')],
    [
      'back after an exit: green',
      ask({ earlier: [admission] }),
      { outcome: 'pass', passing: { fact: 'came-back', reentry: 'after-exit' } },
    ],
    [
      'in again without an exit: the steward looks at the photo',
      ask({ earlier: [admission], isInside: true }),
      {
        ...asks('inside'),
        passing: { fact: 'came-back', reentry: 'without-exit' },
      },
    ],
    [
      'inside by another door of the room',
      ask({ isInside: true }),
      { ...asks('inside'), passing: { fact: 'came-back', reentry: 'without-exit' } },
    ],
    [
      'in again where the checkpoint does not mind',
      ask({ isInside: true }, { reentry: 'admit' }),
      { outcome: 'pass', passing: { fact: 'came-back', reentry: 'without-exit' } },
    ],
    [
      'in again where nobody passes twice',
      ask({ isInside: true }, { reentry: 'refuse' }),
      refuses('inside'),
    ],
    ['the last place', ask({ inside: 9 }, { capacity: 10 }), passes('admitted')],
    ['a full room', ask({ inside: 10 }, { capacity: 10 }), asks('full')],
    ['a person with a booking', ask({ booking: booking('booked') }), passes('admitted')],
    ['a person without one', ask({ booking: booking('released') }), asks('not-booked')],
    ['a person who waits for one', ask({ booking: booking('waiting') }), asks('not-booked')],
    [
      'others, once they may pass',
      ask({ booking: { ...booking('waiting'), othersMay: true } }),
      passes('admitted'),
    ],
    [
      'others, where the last places are kept for who is expected',
      ask(
        { inside: 6, booking: { state: 'released', expected: 4, othersMay: true } },
        { capacity: 10 },
      ),
      asks('full'),
    ],
    [
      'others, with one place more than who is expected',
      ask(
        { inside: 5, booking: { state: 'released', expected: 4, othersMay: true } },
        { capacity: 10 },
      ),
      passes('admitted'),
    ],
    [
      'a person with a booking, whatever is kept for others',
      ask({ inside: 6, booking: { ...booking('booked'), expected: 4 } }, { capacity: 10 }),
      passes('admitted'),
    ],
    [
      'a person without a booking who is inside',
      ask({ isInside: true, booking: booking('released') }, { reentry: 'admit' }),
      passes('came-back'),
    ],
    [
      'a full room that refuses',
      ask({ inside: 10 }, { capacity: 10, whenFull: 'refuse' }),
      refuses('full'),
    ],
    [
      'a full room, for somebody who is in it',
      ask({ inside: 10, isInside: true }, { capacity: 10, whenFull: 'refuse', reentry: 'admit' }),
      passes('came-back'),
    ],
    [
      'the delegation’s last seat',
      ask({ insideOfDelegation: 1 }, { seatsPerDelegation: 2 }),
      passes('admitted'),
    ],
    [
      'no seat left for the delegation',
      ask({ insideOfDelegation: 2 }, { seatsPerDelegation: 2 }),
      asks('delegation-full'),
    ],
    [
      'no seat left, and the checkpoint refuses',
      ask({ insideOfDelegation: 2 }, { seatsPerDelegation: 2, whenFull: 'refuse' }),
      refuses('delegation-full'),
    ],
    ['not checked in', ask({}, { needsCheckIn: true }), refuses('not-checked-in')],
    [
      'checked in at a desk on another day',
      ask(
        { earlier: [{ ...admission, checkpoint: 'registration', localDay: '2018-10-01' }] },
        { needsCheckIn: true },
      ),
      passes('admitted'),
    ],
    [
      'let in at another room only',
      ask({ earlier: [{ ...admission, checkpoint: 'lounge' }] }, { needsCheckIn: true }),
      refuses('not-checked-in'),
    ],
    ['another category’s room', ask({}, { categories: ['press'] }), refuses('not-registered')],
    [
      'before the doors open',
      ask({}, { windows: [{ day, opens: '11:00', closes: '12:00' }] }),
      refuses('wrong-day'),
    ],
    ['a day that is none of the person’s', ask({ eventDays: [] }), refuses('wrong-day')],
    [
      'a replaced badge',
      ask({ badge: { outcome: 'refuse', doubt: 'stale' } }),
      refuses('badge-not-valid'),
    ],
    [
      'a replaced badge where the policy asks',
      ask({ badge: { outcome: 'ask', doubt: 'stale' } }),
      asks('badge-stale'),
    ],
    [
      'a returned badge',
      ask({ badge: { outcome: 'ask', doubt: 'returned' } }),
      asks('badge-returned'),
    ],
    ['a badge of which nothing is known yet', ask(unheard('ask')), asks('badge-unheard')],
    ['such a badge where the policy refuses', ask(unheard('refuse')), refuses('badge-unheard')],
    ['a ticket', ask({ scan: { kind: 'ticket', code: 'LT' }, badge: null }), passes('admitted')],
    [
      'a ticket where badges are worn',
      ask({ scan: { kind: 'ticket', code: 'LT' }, badge: null }, { tickets: 'ask' }),
      asks('ticket'),
    ],
    [
      'a ticket where only badges count',
      ask({ scan: { kind: 'ticket', code: 'LT' }, badge: null }, { tickets: 'refuse' }),
      refuses('ticket'),
    ],
    ['a signed ticket where only badges count', signedTicket, refuses('ticket')],
    ...codes.flatMap((scan): [string, DoorQuestion, object][] => [
      [
        `a ${scan.kind}, which others may know, where tickets pass`,
        ask({ scan, badge: null }),
        asks('registration-code'),
      ],
      [
        `a ${scan.kind} where only badges count`,
        ask({ scan, badge: null }, { tickets: 'refuse' }),
        refuses('ticket'),
      ],
    ]),
    ['refused and asked at once', fullAndReturned, refuses('full')],
    [
      'everything at once is asked at once',
      ask(
        { badge: { outcome: 'ask', doubt: 'returned' }, inside: 4, insideOfDelegation: 2 },
        { capacity: 4, seatsPerDelegation: 2 },
      ),
      asks('badge-returned', 'full', 'delegation-full'),
    ],
    ['a stopped badge', ask({ stopped: 'badge' }), refuses('stopped')],
    [
      'no code of ours',
      ask({ scan: { kind: 'unreadable', reason: 'empty' } }),
      refuses('unreadable'),
    ],
  ])('%s', (_, question, verdict) => {
    expect(decideDoor(question)).toMatchObject(verdict);
  });
});

describe('going out', () => {
  it.each<[string, Partial<DoorQuestion>, object]>([
    ['whoever is inside', { isInside: true }, passes('went-out')],
    ['whoever was not counted', {}, passes('went-out')],
    ['after the door’s time', { eventDays: [] }, passes('went-out')],
    [
      'somebody who was revoked meanwhile',
      { delegate: person({ status: 'revoked' }) },
      passes('went-out'),
    ],
    [
      'with a badge that was replaced',
      { badge: { outcome: 'refuse', doubt: 'stale' } },
      passes('went-out'),
    ],
    [
      'not with a lost badge: its bearer is not known to be its holder',
      { badge: { outcome: 'refuse', doubt: 'lost' } },
      refuses('badge-not-valid'),
    ],
    ['with a badge not known here if the steward says so', unheard('ask'), asks('badge-unheard')],
    ['not with it where the policy refuses', unheard('refuse'), refuses('badge-unheard')],
    ['not with a forged badge', { badge: { outcome: 'forged' } }, refuses('forged')],
    ['not with a code of nobody', { delegate: null, isSomebody: false }, refuses('not-registered')],
    ['not with a false code', { scan: { kind: 'forged' } }, refuses('forged')],
    ['not somebody on the stop list', { stopped: 'delegate' }, refuses('stopped')],
  ])('%s', (_, change, verdict) => {
    expect(decideDoor(ask({ ...change, direction: 'out' }))).toMatchObject(verdict);
  });

  it('an exit is a way out whatever is set', () => {
    expect(directionAt({ kind: 'exit' }, 'in')).toBe('out');
    expect(directionAt({ kind: 'session' }, 'in')).toBe('in');
    expect(directionAt({ kind: 'session' }, 'out')).toBe('out');
  });
});

describe('whatever is asked', () => {
  const policy = fc.constantFrom('admit' as const, 'ask' as const, 'refuse' as const);
  const questions = fc
    .record({
      isInside: fc.boolean(),
      inside: fc.nat({ max: 4 }),
      insideOfDelegation: fc.nat({ max: 4 }),
      status: fc.constantFrom('confirmed' as const, 'pending' as const, 'revoked' as const),
      earlier: fc.constantFrom([], [admission]),
      stopped: fc.constantFrom(null, 'delegate' as const, 'badge' as const),
      badge: fc.constantFrom<DoorQuestion['badge'][]>(
        { outcome: 'good' },
        { outcome: 'ask', doubt: 'returned' },
        { outcome: 'refuse', doubt: 'stale' },
        { outcome: 'refuse', doubt: 'lost' },
      ),
      reentry: policy,
      capacity: fc.constantFrom(null, 2),
      seatsPerDelegation: fc.constantFrom(null, 2),
      whenFull: fc.constantFrom('ask' as const, 'refuse' as const),
      needsCheckIn: fc.boolean(),
    })
    .map(({ status, reentry, capacity, seatsPerDelegation, whenFull, needsCheckIn, ...rest }) =>
      ask(
        { ...rest, delegate: person({ status }) },
        { reentry, capacity, seatsPerDelegation, whenFull, needsCheckIn },
      ),
    );

  it('a door never lets in whom the rules of admission refuse', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const { outcome } = decide(question);
        if (outcome === 'admitted' || outcome === 'already-in') return;
        expect(decideDoor(question)).toEqual({ outcome: 'refuse', reason: outcome });
      }),
    );
  });

  it('nobody passes a full room without a person’s word, unless counted in it', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const { capacity } = question.checkpoint;
        if (capacity === null || question.inside < capacity || question.isInside) return;
        expect(decideDoor(question).outcome).not.toBe('pass');
      }),
    );
  });

  it('who is inside never counts as a new admission', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const verdict = decideDoor(question);
        if (verdict.outcome === 'refuse' || !question.isInside) return;
        expect(verdict.passing.fact).toBe('came-back');
      }),
    );
  });
});

describe('the time from which others may pass', () => {
  const windows = [
    { day, opens: '09:00', closes: '10:00' },
    { day, opens: '23:50', closes: '00:30' },
  ];
  const may = (minuteOfDay: number, change: Parameters<typeof hall>[0] = {}): boolean =>
    othersMayPass(hall({ passes: 'booked-first', othersAfter: 15, windows, ...change }), {
      day,
      minuteOfDay,
    });

  it.each([
    [9 * 60 + 14, false],
    [9 * 60 + 15, true],
    [9 * 60 + 59, true],
    [10 * 60, false],
    [23 * 60 + 55, false],
    [4, false],
    [5, true],
  ])('minute %i: %s', (minute, expected) => {
    expect(may(minute)).toBe(expected);
  });

  it('never comes where only people with a booking pass, nor without hours', () => {
    expect(may(9 * 60 + 30, { passes: 'booked-only' })).toBe(false);
    expect(may(9 * 60 + 30, { windows: [] })).toBe(false);
    expect(may(9 * 60 + 30, { passes: 'everyone' })).toBe(true);
  });
});
