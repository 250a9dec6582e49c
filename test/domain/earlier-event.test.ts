import { describe, expect, it } from 'vitest';
import { isWithinWindows } from '../../domain/check-in/admission.ts';
import {
  countTakenOver,
  nameWithoutYear,
  notTakenOver,
  takenOver,
  timetableOf,
} from '../../domain/event/earlier-event.ts';
import { type EventFile, makeCheckpoint } from '../../domain/event/event-file.ts';
import { daysFrom, eventFileOf, type NewEvent } from '../../domain/event/new-event.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import { sampleEvent } from '../support/sample-event.ts';

const [one = '', two = '', three = ''] = sampleEvent.days;
const [delegate] = sampleEvent.categories;
if (delegate === undefined) throw new Error('the sample has categories');
const hours = (day: string) => ({ day, opens: '09:00', closes: '10:00' });
const session = (id: string, days: string[]) =>
  makeCheckpoint({
    id,
    name: { en: id, fr: id },
    kind: 'session',
    categories: [delegate.id, 'gone'],
    windows: days.map(hours),
    room: { en: 'Hall', fr: 'Salle' },
  });
const [desk] = sampleEvent.checkpoints;
if (desk === undefined) throw new Error('the sample has checkpoints');
const earlier: EventFile = {
  ...sampleEvent,
  checkpoints: [
    { ...desk, windows: [hours(one)] },
    session('opening', [one]),
    session('both', [two, three]),
    session('closing', [three]),
    { ...session('dropped', [one]), retired: true },
  ],
  categories: [...sampleEvent.categories, { ...delegate, id: 'gone', retired: true }],
  delegations: sampleEvent.delegations.map((line, index) =>
    index === 0 ? { ...line, validTo: '2018-12-31' } : line,
  ),
  registrationCodePattern: 'T18-\\d{5}',
};
const days = ['2019-10-01', '2019-10-02'];
const idsAndDays = (withSessions: boolean) =>
  takenOver(earlier, days, withSessions).checkpoints.map(
    ({ id, windows }) => `${id} ${windows.map(({ day }) => day).join(' ')}`,
  );

describe('an event that begins from an earlier one', () => {
  it('has no session unless they are asked for, and the hours of its entrances on its own days', () => {
    expect(idsAndDays(false)).toEqual([`${desk.id} 2019-10-01`]);
  });

  it.each([1, 2, 3, 5])(
    'never opens an entrance that had hours at all times (%i days)',
    (count) => {
      const at = { minuteOfDay: 3 * 60 };
      for (const open of [[one], [two], [three], [one, three], [one, two, three]]) {
        const entrance = { ...desk, windows: open.map(hours) };
        const begun = { ...earlier, checkpoints: [entrance] };
        const own = daysFrom('2019-10-01', `2019-10-0${count}`);
        for (const withSessions of [false, true]) {
          const [gate] = takenOver(begun, own, withSessions).checkpoints;
          if (gate === undefined) throw new Error('the entrance is gone');
          expect(own.some((day) => isWithinWindows(gate, { ...at, day }))).toBe(false);
          expect(own.some((day) => isWithinWindows(gate, { minuteOfDay: 9 * 60, day }))).toBe(true);
          const { entrances } = notTakenOver(timetableOf(begun), { newDays: count, withSessions });
          const isSame = open.every((day) => sampleEvent.days.indexOf(day) < count);
          expect(entrances).toEqual(isSame && count <= 3 ? [] : [entrance.name]);
        }
      }
    },
  );

  it('names the sessions of days that the new event lacks', () => {
    const asked = { newDays: 2, withSessions: true };
    const left = notTakenOver(timetableOf(earlier), asked);
    expect(left.sessions.map(({ en }) => en)).toEqual(['both', 'closing']);
    const without = notTakenOver(timetableOf(earlier), { ...asked, withSessions: false });
    expect(without.sessions).toEqual([]);
  });

  it('has them on its own days in order, without those of a day that it lacks', () => {
    expect(idsAndDays(true)).toEqual([
      `${desk.id} 2019-10-01`,
      'opening 2019-10-01',
      'both 2019-10-02',
    ]);
    expect(countTakenOver(earlier)).toMatchObject({ checkpoints: 1, sessions: 3 });
  });

  it('has nothing that was retired or ended, and rooms and rights of what stays', () => {
    const { categories, checkpoints, delegations } = takenOver(earlier, days, true);
    expect(categories).toEqual(sampleEvent.categories);
    expect(delegations).toEqual(sampleEvent.delegations.slice(1));
    expect(checkpoints.at(-1)).toMatchObject({
      categories: [delegate.id],
      room: { en: 'Hall', fr: 'Salle' },
    });
  });

  it('is a whole event file of its own, also where nothing but sessions were there', () => {
    const request: NewEvent = {
      languages: ['en', 'fr'],
      kind: 'meeting',
      name: { en: 'A', fr: 'A' },
      place: { en: 'B', fr: 'B' },
      timeZone: 'Europe/Brussels',
      dayBoundary: '04:00',
      firstDay: '2019-10-01',
      lastDay: '2019-10-02',
      delegations: 'none',
      extraFields: [],
      signedTickets: false,
      earlier: { withSessions: false },
    };
    const made = {
      id: '0192d3a0-0000-7000-8000-0000000000ee',
      ticketKey: Buffer.alloc(32, 5).toString('base64'),
    };
    for (const from of [earlier, { ...earlier, checkpoints: [session('opening', [one])] }]) {
      const file = eventFileOf(request, made, undefined, from);
      expect(wholeEventFileSchema.safeParse(file).error?.issues).toBeUndefined();
      expect(file.checkpoints.some(({ kind }) => kind === 'registration')).toBe(true);
      expect(file).toMatchObject({ id: made.id, days, name: request.name });
      expect(file.registrationCodePattern).toBeNull();
      expect(eventFileOf(request, made, undefined, { ...from, emblem: 'AAAA' }).emblem).toBe(
        'AAAA',
      );
      expect(file.ticketKeys).toEqual([made.ticketKey]);
    }
  });

  it.each([
    ['World Customs Forum 2026', 'World Customs Forum'],
    ['Forum, 2026', 'Forum'],
    ['Session 2018 of the Council', 'Session of the Council'],
    ['Council (2018)', 'Council'],
    ['133rd Council', '133rd Council'],
    ['2026', ''],
  ])('begins with its name without the year: %s', (name, begins) => {
    expect(nameWithoutYear(name)).toBe(begins);
  });
});
