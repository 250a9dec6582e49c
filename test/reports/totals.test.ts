import { expect, test } from 'vitest';
import { canonicalJson } from '../../domain/base/json.ts';
import { bookingPayload } from '../../domain/bookings/booking.ts';
import { makeCheckpoint } from '../../domain/event/event-file.ts';
import { reportsFor } from '../../domain/reports.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { buildReport } from '../../reports/build-report.ts';
import { uuid } from '../domain/attendance-sample.ts';
import { sampleDelegate, sampleEvent } from '../support/sample-event.ts';
import { at, FactWriter, inputOf } from './sample-input.ts';

const [day1 = '', day2 = ''] = sampleEvent.days;
const workshop = makeCheckpoint({
  id: 'workshop',
  name: { en: 'Workshop', fr: 'Atelier' },
  kind: 'session',
  windows: [{ day: day1, opens: '14:00', closes: '16:00' }],
  categories: null,
  passes: 'booked-first',
});
const event = { ...sampleEvent, checkpoints: [...sampleEvent.checkpoints, workshop] };

function person(n: number, change: Partial<Delegate> = {}): Delegate {
  return sampleDelegate({ id: uuid(1000 + n), registrationCode: `T18-${n}`, ...change });
}

const delegates = [
  person(1, { extra: { diet: 'Fish', shuttle: 'yes' } }),
  person(2, { extra: { diet: 'Fish' }, days: [day1] }),
  person(3, { extra: { diet: 'Stew' } }),
  // Came although cancelled: a meal is served all the same.
  person(4, { extra: { diet: 'Fish' }, status: 'cancelled' }),
  person(5, { extra: { diet: 'Fish' }, status: 'cancelled' }),
];

function input(day: string | null = null): Parameters<typeof buildReport>[1] {
  const book = new FactWriter();
  for (const n of [1, 4, 99]) book.admit(day1, at(day1, 9), uuid(1000 + n));
  book.admit(day2, at(day2, 9), uuid(1003));
  for (const [n, to] of [
    [1, 'booked'],
    [2, 'booked'],
    [3, 'waiting'],
  ] as const) {
    book.write(at(day1, 8), {
      type: 'booking-changed',
      delegateId: uuid(1000 + n),
      checkpoint: workshop.id,
      localDay: day1,
      payload: canonicalJson(bookingPayload(to, 'asked')),
    });
  }
  book.admit(day1, at(day1, 14), uuid(1001), { checkpoint: workshop.id });
  book.admit(day1, at(day1, 14), uuid(1004), { checkpoint: workshop.id });
  book.admit(day1, at(day1, 11), uuid(1001), { checkpoint: 'stce' });
  return inputOf({ event, delegates, facts: book.facts, day });
}

/** Place, answer, expected and present of each row of a section. */
function rowsOf(field: string, day: string | null, language: 'en' | 'fr' = 'en') {
  const { sections } = buildReport('totals', input(day), language);
  return sections.find(({ title }) => title === field)?.rows.map(([, ...cells]) => cells);
}

test('each answer, by day and session: whoever came counts, and who is still to come', () => {
  const rows = rowsOf('Meal', null)?.filter(([, , expected, present]) => expected || present);
  const [first, second, third] = sampleEvent.days.map(
    (day) => `${Number(day.slice(-2))} October 2018`,
  );
  expect(rows).toEqual([
    [first, 'Fish', 3, 2],
    // Of an earlier version of the event.
    [first, 'Stew', 1, 0],
    // Let in by a signed ticket, not in the roster.
    [first, 'No answer', 1, 1],
    [second, 'Fish', 1, 0],
    [second, 'Stew', 1, 1],
    [third, 'Fish', 1, 0],
    [third, 'Stew', 1, 0],
    // Without bookings nobody is expected who has not come.
    ['STCE', 'Fish', null, 1],
    ['Workshop', 'Fish', 3, 2],
  ]);
});

test('of one day: that day alone, and the sessions of that day', () => {
  const places = new Set(rowsOf('Meal', day2)?.map(([place]) => place));
  expect([...places]).toEqual(['3 October 2018']);
  expect(new Set(rowsOf('Meal', day1)?.map(([place]) => place)).size).toBe(3);
});

test('possible answers stand there also if nobody gave them, in French in words', () => {
  const rows = rowsOf('Prend la navette', day2, 'fr');
  expect(rows).toEqual([
    ['3 octobre 2018', 'Oui', 1, 0],
    ['3 octobre 2018', 'Non', 0, 0],
    ['3 octobre 2018', 'Sans réponse', 1, 1],
  ]);
});

test('it is offered where an event has a field with a few answers', () => {
  expect(reportsFor(event)).toContain('totals');
  const extraFields = event.extraFields.map((field) => ({ ...field, retired: true as const }));
  expect(reportsFor({ ...event, extraFields })).not.toContain('totals');
});
