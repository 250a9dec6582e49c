import { describe, expect, it } from 'vitest';
import { kioskLanguages, onPapers, textsIn } from '../../domain/base/language.ts';
import { hasQuorum } from '../../domain/delegations.ts';
import { missingTexts } from '../../domain/event/missing-texts.ts';
import {
  eventFileOf,
  eventKinds,
  type NewEvent,
  newEventSchema,
} from '../../domain/event/new-event.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import { ticketKey } from '../support/sample-event.ts';

const made = {
  id: '0192d3a0-0000-7000-8000-0000000000ee',
  ticketKey: ticketKey.toString('base64'),
};
const filledIn: NewEvent = {
  languages: ['en', 'fr'],
  kind: 'conference',
  name: { en: 'Assembly', fr: 'Assemblée' },
  place: { en: 'Brussels', fr: 'Bruxelles' },
  timeZone: 'Europe/Brussels',
  dayBoundary: '04:00',
  firstDay: '2026-10-24',
  lastDay: '2026-10-26',
  delegations: 'wco-members',
  extraFields: [],
  signedTickets: false,
};

describe('an event of one’s own', () => {
  it.each(
    eventKinds.flatMap((kind) =>
      (['wco-members', 'none'] as const).map((delegations) => ({ kind, delegations })),
    ),
  )('is a whole event file: $kind, $delegations', (choice) => {
    const file = eventFileOf({ ...filledIn, ...choice }, made);
    expect(wholeEventFileSchema.safeParse(file).error?.issues).toBeUndefined();
    // Every kind has a place to admit people and a category for them.
    expect(file.checkpoints.some(({ kind }) => kind === 'registration')).toBe(true);
    expect(file.categories.some(({ id }) => id === 'delegate')).toBe(true);
    expect(file.delegations.length).toBe(choice.delegations === 'none' ? 0 : 183);
  });

  it('has the tables that the organiser brings, beside what its kind has', () => {
    const delegations = eventFileOf(filledIn, made).delegations.slice(0, 2);
    const window = { day: '2026-10-24', opens: '09:00', closes: '10:00' };
    const title = { en: 'Entrance', fr: 'Entrée' };
    const session = { title, room: null, categories: ['press'], window };
    const tables = { delegations, sessions: [session] };
    const file = eventFileOf({ ...filledIn, delegations: 'table' }, made, tables);
    expect(wholeEventFileSchema.safeParse(file).error?.issues).toBeUndefined();
    expect(file.delegations).toEqual(delegations);
    expect(file.checkpoints.map(({ id }) => id)).toEqual([
      'registration',
      'entrance',
      'exit',
      'entrance-2',
    ]);
  });

  it.each(eventKinds.flatMap((kind) => kioskLanguages.map((language) => ({ kind, language }))))(
    'is in its own language alone: $kind, $language',
    ({ kind, language }) => {
      const name = { [language]: '-' };
      const request: Partial<NewEvent> = { kind, languages: [language], name, place: name };
      const file = eventFileOf({ ...filledIn, ...request, delegations: 'none' }, made);
      expect(missingTexts(file)).toEqual([]);
      // A list's category is found by its name: no two share one, in any language.
      const owners = new Map<string, string>();
      for (const { id, name, feminine = {} } of file.categories)
        for (const text of new Set([...textsIn(name), ...textsIn(feminine)])) {
          expect(owners.get(text) ?? id).toBe(id);
          owners.set(text, id);
        }
    },
  );

  it('says in Spanish what its kind has, in an event in Spanish alone', () => {
    const name = { es: 'Jornada' };
    const request: Partial<NewEvent> = { kind: 'open-day', languages: ['es'], name, place: name };
    const file = eventFileOf({ ...filledIn, ...request, delegations: 'none' }, made);
    const shown = [...file.categories, ...file.checkpoints].map((one) => onPapers(one.name, file));
    expect(shown).toEqual([
      'Visitante',
      'Expositor',
      'Prensa',
      'Seguridad',
      'Secretaría',
      'Acreditación',
      'Salida',
    ]);
  });

  it('checks documents as its kind does, unless the organiser says otherwise', () => {
    const idCheckOf = (change: Partial<NewEvent>) =>
      eventFileOf({ ...filledIn, ...change }, made).policies.idCheck;
    expect(idCheckOf({ kind: 'conference' })).toBe(true);
    expect(idCheckOf({ kind: 'training' })).toBe(false);
    expect(idCheckOf({ kind: 'training', idCheck: true })).toBe(true);
    expect(idCheckOf({ kind: 'conference', idCheck: false })).toBe(false);
  });

  it('calls its groups as its kind does, unless the organiser has another word', () => {
    const wordOf = (change: Partial<NewEvent>) =>
      eventFileOf({ ...filledIn, ...change }, made).groupWord;
    expect(eventKinds.map((kind) => wordOf({ kind }))).toEqual([
      'delegation',
      'delegation',
      'organisation',
      'company',
    ]);
    const faculties = eventFileOf({ ...filledIn, groupWord: 'faculty' }, made);
    expect(faculties.groupWord).toBe('faculty');
    const earlier = { ...filledIn, earlier: { withSessions: false } };
    expect(eventFileOf(earlier, made, undefined, faculties).groupWord).toBe('faculty');
  });

  it.each([
    ['conference', 'wco-members', true],
    ['meeting', 'wco-members', true],
    ['meeting', 'none', false],
    ['training', 'none', false],
    ['open-day', 'none', false],
  ] as const)('can count a quorum only by delegation: %s, %s', (kind, delegations, canCount) => {
    expect(hasQuorum(eventFileOf({ ...filledIn, kind, delegations }, made))).toBe(canCount);
  });

  it('has each day from the first to the last, also over a change of the clocks', () => {
    expect(eventFileOf(filledIn, made).days).toEqual(['2026-10-24', '2026-10-25', '2026-10-26']);
    const oneDay = { ...filledIn, lastDay: filledIn.firstDay };
    expect(eventFileOf(oneDay, made).days).toEqual(['2026-10-24']);
    const leapYear = { ...filledIn, firstDay: '2028-02-28', lastDay: '2028-03-01' };
    expect(eventFileOf(leapYear, made).days).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
  });

  it.each([
    ['a last day before the first', { lastDay: '2026-10-23' }, 'lastDay'],
    ['sixty-one days', { lastDay: '2026-12-23' }, 'lastDay'],
    ['a day that no calendar has', { firstDay: '2026-02-30' }, 'firstDay'],
    ['a time zone that nobody has', { timeZone: 'Mars/Base' }, 'timeZone'],
    ['no name', { name: { en: '', fr: '' } }, 'name.en'],
    ['a time that no clock shows', { dayBoundary: '25:00' }, 'dayBoundary'],
  ])('is refused by its field: %s', (_case, change, field) => {
    const { error } = newEventSchema.safeParse({ ...filledIn, ...change });
    expect(error?.issues.map(({ path }) => path.join('.'))).toContain(field);
  });
});
