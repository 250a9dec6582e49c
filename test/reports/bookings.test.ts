import { expect, test } from 'vitest';
import { canonicalJson } from '../../domain/base/json.ts';
import { type BookingState, bookingPayload } from '../../domain/bookings/booking.ts';
import { type Checkpoint, makeCheckpoint } from '../../domain/event/event-file.ts';
import { reportsFor } from '../../domain/reports.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { buildReport } from '../../reports/build-report.ts';
import type { ReportInput } from '../../reports/input.ts';
import { writeReport } from '../../reports/write/write-report.ts';
import { uuid } from '../domain/attendance-sample.ts';
import { sampleDelegate, sampleEvent } from '../support/sample-event.ts';
import { at, FactWriter, inputOf } from './sample-input.ts';

const [day1 = '', day2 = ''] = sampleEvent.days;
const session = (id: string, change: Partial<Checkpoint> = {}): Checkpoint =>
  makeCheckpoint({
    ...{ id, name: { en: id, fr: `Atelier ${id}` }, kind: 'session', categories: null },
    ...{ windows: [{ day: day1, opens: '14:00', closes: '16:00' }], passes: 'booked-only' },
    ...{ capacity: 2, ...change },
  });
const eventWith = (...sessions: Checkpoint[]) => ({
  ...sampleEvent,
  checkpoints: [...sampleEvent.checkpoints, ...sessions],
});

function person(n: number, change: Partial<Delegate> = {}): Delegate {
  return sampleDelegate({
    ...{ id: uuid(1000 + n), registrationCode: `T18-${n}`, familyName: `P${n}` },
    ...{ title: '', printedName: `P${n}`, delegation: 'BEL', ...change },
  });
}
const delegates = [1, 2, 3, 4, 5, 6].map((n) => person(n));

function writer() {
  const book = new FactWriter();
  const hold = (n: number, to: BookingState, id = 'labs', after = ''): string =>
    book.write(at(day1, 8), {
      ...{ type: 'booking-changed', delegateId: uuid(1000 + n), checkpoint: id, localDay: day1 },
      ...{ payload: canonicalJson(bookingPayload(to, 'asked')), after },
    });
  const enter = (n: number, hour: number, id = 'labs', day = day1): string =>
    book.admit(day, at(day, hour), uuid(1000 + n), { checkpoint: id });
  return { book, hold, enter };
}

const over = at(day1, 17);
const report = (input: Partial<ReportInput>, language: 'en' | 'fr' = 'en') =>
  buildReport('bookings', inputOf({ delegates, asOf: over, ...input }), language);
/** Name, booking and arrival of each row, by the section's title. */
const shown = (...asked: Parameters<typeof report>) =>
  Object.fromEntries(
    report(...asked).sections.map(({ title, rows }) => [
      title?.replaceAll('\u00A0', ' '),
      rows.map((row) => [row[1], row[5], row[6]]),
    ]),
  );

test('says who has a place, came, came without one, did not come, and waits in turn', () => {
  const { book, hold, enter } = writer();
  for (const n of [1, 2]) hold(n, 'booked');
  for (const n of [4, 3]) hold(n, 'waiting');
  hold(5, 'booked');
  hold(6, 'released', 'labs', hold(6, 'booked'));
  enter(1, 14);
  // The steward let two pass who have none: one waits, one is not in the list.
  enter(3, 14);
  enter(99, 14);
  const event = eventWith(session('labs'));
  const first = 'labs · Places: 2 · booked: 3 · came: 1 · came without a place: 2';
  expect(shown({ event, facts: book.facts })).toEqual({
    [`${first} · did not come: 2 · wait: 2`]: [
      ['P1', 'Place', `${day1} 14:00`],
      ['P2', 'Place', 'Did not come'],
      ['P3', 'Waits, turn 2', `${day1} 14:00`],
      // The third of two places: stations that were apart gave it.
      ['P5', 'Place too many', 'Did not come'],
      ['Not in the roster', 'No place', `${day1} 14:00`],
      ['P4', 'Waits, turn 1', ''],
    ],
  });
});

test('says of nobody that they did not come while the session may still go on', () => {
  const { book, hold } = writer();
  hold(1, 'booked');
  const event = eventWith(session('labs'), session('open', { windows: [], capacity: null }));
  hold(2, 'booked', 'open');
  const asOf = at(day1, 15, 59);
  expect(shown({ event, facts: book.facts, asOf })).toEqual({
    'labs · Places: 2 · booked: 1 · came: 0 · came without a place: 0 · wait: 0': [
      ['P1', 'Place', ''],
    ],
    'open · booked: 1 · came: 0 · came without a place: 0 · wait: 0': [['P2', 'Place', '']],
  });
  const atItsEnd = shown({ event, facts: book.facts, asOf: at(day1, 16) });
  expect(Object.values(atItsEnd)).toEqual([
    [['P1', 'Place', 'Did not come']],
    [['P2', 'Place', '']],
  ]);
});

test('of a day has that day’s sessions, with everything that is known of each', () => {
  const hours = (day: string) => ({ windows: [{ day, opens: '14:00', closes: '16:00' }] });
  const event = eventWith(
    session('labs', hours(day1)),
    session('later', hours(day2)),
    session('twice', { windows: [...hours(day1).windows, ...hours(day2).windows] }),
    session('gone', { ...hours(day2), retired: true }),
    session('free', { ...hours(day2), passes: 'everyone' }),
  );
  const { book, hold, enter } = writer();
  for (const id of ['labs', 'later', 'twice', 'gone', 'free']) hold(1, 'booked', id);
  enter(1, 14, 'twice');
  const { sections, notes } = report({ event, facts: book.facts, day: day2 });
  expect(sections.map(({ rows }) => [rows[0]?.[0], rows[0]?.[6]])).toEqual([
    ['later', ''],
    ['twice', `${day1} 14:00`],
    ['gone', ''],
    ['free', ''],
  ]);
  expect(notes).toHaveLength(1);
});

test('names the sessions that nobody booked, and is offered only where sessions ask for it', () => {
  const event = eventWith(session('labs'), session('later'));
  const { sections, notes, empty } = report({ event }, 'fr');
  expect([sections, empty]).toEqual([[], 'Aucune séance n’a de réservation.']);
  expect(notes[1]).toBe('Sans aucune réservation\u202f: Atelier labs, Atelier later');
  expect(reportsFor(event)).toContain('bookings');
  expect(reportsFor(sampleEvent)).not.toContain('bookings');
});

test('is written in every format, with the session in each row of a table', async () => {
  const { book, hold } = writer();
  hold(1, 'booked');
  const made = report({ event: eventWith(session('labs')), facts: book.facts }, 'fr');
  const csv = new TextDecoder().decode(await writeReport([made], 'csv'));
  expect(csv).toContain('Atelier labs;P1;');
  expect(csv).toContain(';Place;Absence;');
  for (const format of ['xlsx', 'pdf'] as const) {
    expect((await writeReport([made], format)).byteLength).toBeGreaterThan(1_000);
  }
});
