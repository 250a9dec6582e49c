import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chainOf } from '../../../db/ledger/attendance.ts';
import { printJobsInStates } from '../../../db/printing/print-jobs.ts';
import { findDelegateById } from '../../../db/roster/roster.ts';
import type { Checkpoint } from '../../../domain/event/event-file.ts';
import { quotableCode } from '../../../domain/kiosk.ts';
import { verifyChain } from '../../../domain/ledger/chain.ts';
import {
  changeStationSettings,
  readStationSettings,
} from '../../../main/base/config/station-settings.ts';
import { writeBooking } from '../../../main/bookings/change-booking.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { kioskCheckIn, kioskCorrect, kioskPrinting } from '../../../main/kiosk/kiosk-calls.ts';
import { type KioskParts, kioskLookUp } from '../../../main/kiosk/kiosk-look-up.ts';
import { KioskGuesses, KioskVisits } from '../../../main/kiosk/kiosk-visits.ts';
import { findDelegates } from '../../../main/roster/views.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { type KioskLookUpAnswer, kioskCalls } from '../../../preload/contract/kiosk.ts';
import { calls } from '../../../preload/contract.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { hall, setSessions } from '../../support/door-desk.ts';

let desk: DeskContext;
let now = 0;
let parts: KioskParts;
beforeEach(() => {
  desk = makeDeskContext();
  now = 0;
  parts = {
    context: desk.context,
    visits: new KioskVisits(() => now),
    guesses: new KioskGuesses(() => now),
  };
});
afterEach(() => {
  desk.close();
});

/** Makes the event check identity documents at a counter. */
function withIdCheck(): void {
  desk.close();
  desk = makeDeskContext({ idCheck: true });
  parts = { ...parts, context: desk.context };
}

/** A look-up's answer as the page gets it; fails on fields that the contract does not name. */
function parsed(answer: KioskLookUpAnswer): KioskLookUpAnswer {
  return kioskCalls.kioskLookUp.output.parse(answer) as KioskLookUpAnswer;
}
const scan = (text: string) =>
  parsed(
    kioskLookUp(parts, {
      kind: 'scan',
      scan: { source: 'hid', readings: [text], seenAt: 0 },
    }),
  );
const typed = (code: string, familyName: string) =>
  parsed(kioskLookUp(parts, { kind: 'typed', code, familyName }));
const events = () => chainOf(desk.context.db, desk.context.self.station, 1);

/** The visit of a delegate who was found. */
function tokenOf(answer: KioskLookUpAnswer): string {
  if (answer.outcome !== 'found') throw new Error(answer.outcome);
  return answer.token;
}

const visitOf = (answer: KioskLookUpAnswer) => parts.visits.of(tokenOf(answer));

describe('looking up', () => {
  it('finds by the ticket alone and tells no more than the screen needs', () => {
    const delegate = desk.addDelegate(1, { language: 'fr-BE', flagged: false, vip: true });
    const answer = scan(delegate.ticketCode);
    expect(answer).toMatchObject({ outcome: 'found', language: 'fr', returning: false });
    const text = JSON.stringify(answer);
    for (const secret of [delegate.id, delegate.ticketCode, delegate.registrationCode]) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toMatch(/vip|flagged|status|listed/);
    expect(events()).toEqual([]);
  });

  it('goes on in the person’s language only where the event has it', () => {
    const { ticketCode } = desk.addDelegate(1, { language: 'es', flagged: false });
    expect(scan(ticketCode)).toMatchObject({ outcome: 'found', language: null });
  });

  it('asks for the family name wherever a code may be guessed, whether or not it is known', () => {
    desk.addDelegate(1);
    expect(scan('T18-00001')).toEqual({ outcome: 'name-needed', code: 'T18-00001' });
    expect(scan('T18-99999')).toEqual({ outcome: 'name-needed', code: 'T18-99999' });
    expect(scan('SOME-CODE')).toMatchObject({ outcome: 'name-needed' });
    expect(scan('https://example.org/?x=1')).toEqual({ outcome: 'not-found' });
  });

  it('answers the two factors together, and a wrong one as an unknown code', () => {
    withIdCheck();
    desk.addDelegate(1, { familyName: 'Müller' });
    expect(typed('t18-00001', 'mueller').outcome).toBe('found');
    expect(typed('T18-00001', 'Smith')).toEqual({ outcome: 'not-found' });
    expect(typed('T18-00002', 'Müller')).toEqual({ outcome: 'not-found' });
  });

  it('sends the two factors to the desk where nobody looks at documents', () => {
    const delegate = desk.addDelegate(1);
    const answer = typed('T18-00001', 'Person');
    expect(answer).toMatchObject({ outcome: 'see-desk' });
    expect(events()).toMatchObject([{ type: 'refused', delegateId: delegate.id }]);
    expect(typed('T18-00001', 'Smith')).toEqual({ outcome: 'not-found' });
    expect(scan(delegate.ticketCode).outcome).toBe('found');
  });

  it('slows guesses down for everybody at this kiosk, and scans never', () => {
    withIdCheck();
    const delegate = desk.addDelegate(1);
    for (let guess = 0; guess < 6; guess += 1)
      expect(typed('T18-00001', 'No').outcome).toBe('not-found');
    expect(typed('T18-00001', 'Person')).toEqual({ outcome: 'wait', milliseconds: 300_000 });
    expect(scan(delegate.ticketCode).outcome).toBe('found');
    now = 300_000;
    expect(typed('T18-00001', 'Person').outcome).toBe('found');
  });

  it.each([
    ['cancelled', { status: 'cancelled' }],
    ['pending', { status: 'pending' }],
    ['revoked', { status: 'revoked' }],
    ['flagged', { flagged: true }],
    ['on a day that is not theirs', { days: ['2018-10-04'] }],
  ] as const)('says the very same to somebody who is %s', (_what, change) => {
    const delegate = desk.addDelegate(1, {
      ...change,
      days: 'days' in change ? [...change.days] : null,
    });
    const answer = scan(delegate.ticketCode);
    expect(Object.keys(answer).sort()).toEqual(['code', 'outcome']);
    expect(answer).toMatchObject({
      outcome: 'see-desk',
      code: expect.stringMatching(/^[A-Z]{4}$/),
    });
    const [fact] = events();
    expect(fact).toMatchObject({ type: 'refused', delegateId: delegate.id, operatorId: null });
    expect(answer).toMatchObject({ code: quotableCode(fact?.id ?? '') });
    expect(fact?.payload).not.toContain('flag');
    expect(() => parts.visits.of('00000000-0000-4000-8000-000000000000')).toThrow('not-found');
  });

  it('shows when somebody was checked in before, and nothing else', () => {
    const delegate = desk.addDelegate(1);
    checkIn(desk.context, desk.caller, {
      key: crypto.randomUUID(),
      target: { kind: 'delegate', delegateId: delegate.id },
      identity: null,
    });
    const answer = scan(delegate.ticketCode);
    expect(Object.keys(answer).sort()).toEqual(['code', 'language', 'outcome', 'wall']);
  });

  it.each([
    ['who was refused', { status: 'cancelled' }],
    ['who is checked in already', {}],
  ] as const)('shows a code that leads the desk’s search to somebody %s', (_what, change) => {
    desk.addDelegate(1, { printedName: 'Nobody ELSE' });
    const { id, ticketCode } = desk.addDelegate(2, { ...change });
    const target = { kind: 'delegate' as const, delegateId: id };
    checkIn(desk.context, desk.caller, { key: crypto.randomUUID(), target, identity: null });
    const answer = scan(ticketCode);
    const { code } = answer as Extract<KioskLookUpAnswer, { outcome: 'see-desk' }>;
    const found = (query: string): string[] =>
      findDelegates(desk.context, { query, limit: 10 }).rows.map((row) => row.id);
    expect(found(` ${code.toLowerCase()} `)).toEqual([id]);
    expect(found(`${code}B`)).toEqual([]);
    desk.setClock('2018-10-04T09:00:00+02:00');
    expect(found(code)).toEqual([]);
  });

  it('takes no badge for a ticket', () => {
    desk.addDelegate(1);
    const delegate = desk.addDelegate(2);
    const { answer } = kioskCheckIn(desk.context, visitOf(scan(delegate.ticketCode)), {});
    expect(answer.outcome).toBe('admitted');
    const code = desk.context.db.prepare<[], { code: string }>('SELECT code FROM badge').get();
    expect(scan(code?.code ?? '')).toEqual({ outcome: 'badge-shown' });
    expect(scan(`${code?.code.slice(0, -2)}BB`).outcome).not.toBe('found');
  });

  it('ends the visit before it', () => {
    const [one, two] = [desk.addDelegate(1), desk.addDelegate(2)];
    const first = scan(one.ticketCode);
    scan(two.ticketCode);
    if (first.outcome !== 'found') throw new Error(first.outcome);
    expect(() => parts.visits.of(first.token)).toThrow('not-found');
    const second = scan(two.ticketCode);
    scan('LTNOTHING');
    expect(() => visitOf(second)).toThrow('not-found');
  });

  it('forgets a visit of which nothing is heard any more', () => {
    const answer = scan(desk.addDelegate(1).ticketCode);
    now = 30 * 60_000 + 1;
    expect(() => visitOf(answer)).toThrow('not-found');
  });
});

describe('checking in at a kiosk', () => {
  it('shows a session that asks for a booking to who has a place or a turn in it', () => {
    const windows = [{ day: '2018-10-02', opens: '09:00', closes: '12:00' }];
    const workshop = (id: string, change: Partial<Checkpoint>): Checkpoint =>
      hall({ id, name: { en: id }, windows, capacity: 1, ...change });
    setSessions(desk, [
      workshop('full', { passes: 'booked-only' }),
      workshop('first', { passes: 'booked-first' }),
      workshop('foreign', { passes: 'booked-only' }),
      workshop('released', { passes: 'booked-only' }),
      workshop('open', { passes: 'everyone' }),
      workshop('ended', { passes: 'booked-only', retired: true }),
    ]);
    const [other, { id, ticketCode }] = [desk.addDelegate(1).id, desk.addDelegate(2)];
    const places = [
      [other, 'full', 'booked'],
      [other, 'foreign', 'booked'],
      [id, 'full', 'waiting'],
      [id, 'first', 'booked'],
      [id, 'released', 'booked'],
      [id, 'released', 'released'],
      [id, 'ended', 'booked'],
    ] as const;
    for (const [delegateId, session, to] of places) {
      writeBooking(desk.context, { delegateId, session, to, why: 'asked', operatorId: null });
    }
    const { answer } = kioskCheckIn(desk.context, visitOf(scan(ticketCode)), {});
    if (answer.outcome !== 'admitted') throw new Error(answer.outcome);
    expect(answer.sessions.map(({ name, place }) => [name.en, place])).toEqual([
      ['full', 'waiting'],
      ['first', 'booked'],
      ['open', null],
    ]);
  });

  it('writes admission, badge and consents with no operator, once', () => {
    const delegate = desk.addDelegate(1);
    const found = scan(delegate.ticketCode);
    const admission = kioskCheckIn(desk.context, visitOf(found), { other: true });
    const { answer } = admission;
    parts.visits.admitted(tokenOf(found), admission);
    const visit = visitOf(found);
    expect(kioskCalls.kioskCheckIn.output.parse(answer)).toMatchObject({
      outcome: 'admitted',
      badge: 'printing',
      handOver: 'beside',
    });
    expect(kioskCheckIn(desk.context, visit, {})).toBe(admission);
    expect(events().map(({ type, operatorId }) => [type, operatorId])).toEqual([
      ['admitted', null],
      ['badge-issued', null],
      ['consent-recorded', null],
    ]);
    expect(events().map(({ payload }) => payload)).toEqual([
      expect.stringMatching(
        /^\{"identity":null,"proof":"[0-9a-f]{32}","read":"ticket","source":"hid"\}$/,
      ),
      expect.stringContaining('"first"'),
      // A consent that was not asked for is not written; one that was not ticked is refused.
      '{"photo":false}',
    ]);
    expect(verifyChain(events(), nodeCrypto)).toMatchObject({ whole: true });
    expect(printJobsInStates(desk.context.db, ['queued'])).toHaveLength(1);
    const place = { counter: '4', direction: 'right' } as const;
    const shown = () => kioskPrinting(desk.context, visit, () => place);
    expect(shown()).toMatchObject({ state: 'printing', place: null });
    desk.context.db.prepare("UPDATE print_job SET printer_id = 'left'").run();
    expect(shown()).toMatchObject({ state: 'printing', place });
  });

  it('calls a badge printed only where the printer or the desk says so', () => {
    const found = scan(desk.addDelegate(1).ticketCode);
    parts.visits.admitted(tokenOf(found), kioskCheckIn(desk.context, visitOf(found), {}));
    const visit = visitOf(found);
    for (const state of ['failed-partial', 'unknown', 'cancelled']) {
      desk.context.db.prepare('UPDATE print_job SET state = ?').run(state);
      expect(kioskPrinting(desk.context, visit, () => null).state).toBe('unclear');
    }
  });

  it('sends somebody to the desk who was flagged since the look-up', () => {
    const visit = visitOf(scan(desk.addDelegate(1).ticketCode));
    desk.addDelegate(1, { flagged: true });
    expect(kioskCheckIn(desk.context, visit, {}).answer.outcome).toBe('see-desk');
  });

  it('hands the badge over at the counter where identity is checked', () => {
    withIdCheck();
    const visit = visitOf(scan(desk.addDelegate(1).ticketCode));
    expect(kioskCheckIn(desk.context, visit, {}).answer).toMatchObject({ handOver: 'counter' });
  });

  it('welcomes back on the second day without a badge', () => {
    const delegate = desk.addDelegate(1);
    kioskCheckIn(desk.context, visitOf(scan(delegate.ticketCode)), {});
    desk.setClock('2018-10-03T09:00:00+02:00');
    const answer = scan(delegate.ticketCode);
    expect(answer).toMatchObject({ outcome: 'found', returning: true });
    expect(kioskCheckIn(desk.context, visitOf(answer), {}).answer).toMatchObject({ badge: 'none' });
    expect(printJobsInStates(desk.context.db, ['queued'])).toHaveLength(1);
  });

  it('asks the rules once more: a desk may have been quicker', () => {
    const delegate = desk.addDelegate(1);
    const visit = visitOf(scan(delegate.ticketCode));
    checkIn(desk.context, desk.caller, {
      key: crypto.randomUUID(),
      target: { kind: 'delegate', delegateId: delegate.id },
      identity: null,
    });
    expect(kioskCheckIn(desk.context, visit, {}).answer.outcome).toBe('already-in');
  });
});

describe('spelling at a kiosk', () => {
  it('writes the new spelling without an operator', () => {
    const delegate = desk.addDelegate(1, { printedName: 'Maria LINDQVIST' });
    const visit = visitOf(scan(delegate.ticketCode));
    const person = kioskCorrect(desk.context, visit, { printedName: 'María LINDQVIST' });
    expect(person?.printedName).toBe('María LINDQVIST');
    const stored = findDelegateById(desk.context.db, desk.context.event.file.id, delegate.id);
    expect(stored?.printedName).toBe('María LINDQVIST');
    expect(events()).toMatchObject([{ type: 'spelling-corrected', operatorId: null }]);
  });

  it('leaves identities to the desk, and no change is no fact', () => {
    const delegate = desk.addDelegate(1, { printedName: 'Maria LINDQVIST' });
    const visit = visitOf(scan(delegate.ticketCode));
    expect(kioskCorrect(desk.context, visit, { printedName: 'Peter SMITH' })).toBeNull();
    expect(kioskCorrect(desk.context, visit, { printedName: 'Maria LINDQVIST' })).not.toBeNull();
    expect(events()).toEqual([]);
  });

  it('takes names and no other field', () => {
    const input = kioskCalls.kioskCorrect.input;
    const token = crypto.randomUUID();
    for (const field of ['title', 'jobTitle', 'nativeName', 'delegation', 'status']) {
      expect(input.safeParse({ token, correction: { [field]: 'x' } }).success, field).toBe(false);
    }
  });
});

it('a kiosk may ask for nothing that lists, searches or decides as a desk does', () => {
  const open = Object.entries(calls)
    .filter(([, { modes }]) => (modes as readonly string[]).includes('kiosk'))
    .map(([name]) => name)
    .filter((name) => !(name in kioskCalls));
  // Changing the clock, leaving and the stick ask for a supervisor's PIN. The camera's state only
  // goes in. A store is unlocked by a passphrase before the station starts, and never while it
  // runs.
  expect(open.sort()).toEqual([
    'confirmClock',
    'getStation',
    'getSync',
    'leaveStation',
    'tellCamera',
    'unlockStore',
    'writeStickByPin',
  ]);
});

it('knows where its badges are collected; a configuration wins over what was set', () => {
  const { db } = desk.context;
  expect(readStationSettings(db, {})).toMatchObject({ badgeOutlet: 'below', counter: '' });
  changeStationSettings(db, { badgeOutlet: 'left', counter: '12' });
  expect(readStationSettings(db, {})).toMatchObject({ badgeOutlet: 'left', counter: '12' });
  const preset = readStationSettings(db, { counter: 'B' });
  expect(preset).toMatchObject({ badgeOutlet: 'left', counter: 'B' });
});
