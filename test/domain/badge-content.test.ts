import { describe, expect, it } from 'vitest';
import { badgeContentSchema } from '../../domain/badges/badge.ts';
import { type BadgeRequest, badgeContent } from '../../domain/badges/badge-content.ts';
import { findDelegation } from '../../domain/delegations.ts';
import { conferenceCategories } from '../../domain/event/conference-categories.ts';
import { formatDays } from '../../domain/event/event-dates.ts';
import {
  type Checkpoint,
  type Delegation,
  type EventFile,
  makeCheckpoint,
} from '../../domain/event/event-file.ts';
import { extraFieldsSchema } from '../../domain/event/extra-fields.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { textOf } from '../../main/printing/render/words.ts';
import { sampleDelegate, sampleEvent } from '../support/sample-event.ts';

const line = (
  code: string,
  en: string,
  validFrom: string | null,
  validTo: string | null,
): Delegation => ({
  code,
  name: { en, fr: `${en} (fr)` },
  kind: 'member',
  order: { en: 1, fr: 1 },
  validFrom,
  validTo,
});
const event = {
  ...sampleEvent,
  name: { en: 'Global Security Conference', fr: 'Conférence mondiale sur la sécurité' },
  delegations: [
    line('SZ', 'Eswatini', '2018-04-19', null),
    line('SZ', 'Swaziland', null, '2018-04-18'),
    line('BE', 'Belgium', null, null),
  ],
};
const person: Delegate = {
  ...sampleDelegate({
    id: sampleEvent.id,
    registrationCode: 'T18-00001',
  }),
  printedName: 'Élodie d’ARTAGNAN',
  delegation: 'SZ',
  category: 'delegate',
  grammaticalGender: 'feminine',
  language: 'fr-BE',
};
const request: BadgeRequest = {
  delegate: person,
  event,
  serial: { station: 'A7F30C12', count: 123 },
  qrText: 'LBBCDF',
  attempt: 1,
  day: '2018-10-02',
  photo: null,
  training: false,
  booked: new Set(),
};
const content = (part: Partial<Delegate> = {}, rest: Partial<BadgeRequest> = {}) =>
  badgeContent({ ...request, ...rest, delegate: { ...person, ...part } });

describe('the words of a badge', () => {
  it('name the booked sessions as they begin, four at most, and count the others', () => {
    const at = (localDay: string, opens: string) => [{ day: localDay, opens, closes: '18:00' }];
    const session = (id: string, windows: Checkpoint['windows'], retired?: true) =>
      makeCheckpoint({
        ...{ id, name: { en: id, fr: `Atelier ${id}` }, kind: 'session', categories: null },
        ...{ windows, ...(retired && { retired }) },
      });
    const checkpoints = [
      session('open', []),
      session('third', at('2018-10-03', '09:00')),
      session('gone', at('2018-10-02', '08:00'), true),
      session('second', at('2018-10-02', '11:00')),
      session('first', at('2018-10-02', '09:30')),
      session('other', at('2018-10-02', '10:00')),
      session('last', at('2018-10-04', '10:00')),
    ];
    const sessions = (...booked: string[]): string =>
      content({}, { event: { ...event, checkpoints }, booked: new Set(booked) }).sessions;
    expect(sessions()).toBe('');
    expect(sessions('open', 'third', 'gone', 'second', 'unknown')).toBe(
      'Atelier second · Atelier third · Atelier open',
    );
    expect(sessions('first', 'second', 'third', 'last')).toMatch(/^(?:Atelier \w+(?: · )?){4}$/);
    expect(sessions('open', 'first', 'second', 'third', 'last')).toBe(
      'Atelier first · Atelier second · Atelier third · +2',
    );
  });

  it('have the event’s own fields that show on badges, in the person’s language', () => {
    const shown = { showsAt: ['badge'], receivedBy: ['kiosk'] } as const;
    const extraFields = extraFieldsSchema.parse([
      {
        id: 'meal',
        label: { en: 'Meal', fr: 'Repas' },
        type: 'choice',
        ...shown,
        choices: ['Fish / Poisson'],
      },
      { id: 'diet', label: { en: 'Diet', fr: 'Régime' }, type: 'text', showsAt: ['desk'] },
    ]);
    const extra = { meal: 'Fish', diet: 'Vegan', newer: 'x' };
    const of = (language: string) =>
      content({ extra, language }, { event: { ...event, extraFields } });
    expect(of('fr-BE').extra).toEqual({ meal: 'Poisson' });
    expect(of('ar').extra).toEqual({ meal: 'Fish' });
    const own = { fixed: '', zones: '' };
    expect(textOf(of('ar'), 'extra.meal', own)).toBe('Fish');
    expect(textOf(of('ar'), 'extra.diet', own)).toBe('');
  });

  it('are those of the secretariat, untouched', () => {
    const words = content();
    expect(badgeContentSchema.parse(words)).toEqual(words);
    expect(words).toMatchObject({
      printedName: 'Élodie d’ARTAGNAN',
      categoryName: 'Delegate / Déléguée',
      delegationName: 'Eswatini (fr)',
      organisation: 'Customs',
      eventName: 'Conférence mondiale sur la sécurité',
      emblem: null,
      eventDates: '2–4 octobre 2018',
      serialText: 'A7F30C12-000123',
      attemptMark: '',
      delegation: 'SZ',
    });
  });

  it.each([
    ['masculine', 'Delegate / Délégué'],
    [null, 'Delegate / Délégué'],
    ['feminine', 'Delegate / Déléguée'],
  ] as const)('the role word follows the person: %s', (grammaticalGender, words) => {
    expect(content({ grammaticalGender }).categoryName).toBe(words);
  });

  it('follow the person in each language that has a word of its own for a woman', () => {
    const { delegate } = conferenceCategories;
    const of = (languages: EventFile['languages'], grammaticalGender: 'feminine' | null) =>
      content({ grammaticalGender }, { event: { ...event, languages, categories: [delegate] } })
        .categoryName;
    expect(of(['es', 'ru'], 'feminine')).toBe('Delegada / Делегат');
    expect(of(['es', 'ru'], null)).toBe('Delegado / Делегат');
    expect(of(['ar'], 'feminine')).toBe('مندوبة');
  });

  it('a category without feminine form keeps its word, and one word for both languages stands once', () => {
    expect(content({ category: 'press' }).categoryName).toBe('Press / Presse');
    const categories = event.categories.map((c) => ({
      ...c,
      name: { en: 'Expert', fr: 'Expert' },
    }));
    expect(
      content({ grammaticalGender: null }, { event: { ...event, categories } }).categoryName,
    ).toBe('Expert');
  });

  it.each([
    ['en', ['fr', 'en'], 'en'],
    ['fr-BE', ['en', 'fr'], 'fr'],
    [null, ['fr', 'en'], 'fr'],
    ['frr', ['en', 'fr'], 'en'],
    ['es', ['fr', 'en'], 'fr'],
    ['en', ['fr'], 'fr'],
  ] as const)(
    'follow the person’s language (%s) if the event has it, else its first (%j): %s',
    (language, languages, shown) => {
      const words = content({ language }, { event: { ...event, languages: [...languages] } });
      const own = { fixed: '', zones: '' };
      const printed = (['dates', 'event', 'delegation'] as const).map((source) =>
        textOf(words, source, own),
      );
      expect(printed).toEqual(
        shown === 'fr'
          ? ['2–4 octobre 2018', 'Conférence mondiale sur la sécurité', 'Eswatini (fr)']
          : ['2–4 October 2018', 'Global Security Conference', 'Eswatini'],
      );
    },
  );

  it('only the person’s own days are named', () => {
    const days = ['2018-10-02', '2018-10-04'];
    expect(content({ days, language: 'en' }).eventDates).toBe('2 and 4 October 2018');
    expect(content({ days, language: 'fr' }).eventDates).toBe('2 et 4 octobre 2018');
    expect(content({ days: [], language: 'en' }).eventDates).toBe('2–4 October 2018');
  });

  it('a further print of the same serial is marked, and so is training', () => {
    const words = content({}, { attempt: 2, training: true });
    expect([words.attemptMark, words.training, words.serialText]).toEqual([
      '2',
      true,
      'A7F30C12-000123',
    ]);
  });

  it('an unknown category or delegation is an error that names it', () => {
    expect(() => content({ category: 'guest' })).toThrow(/"guest"/);
    expect(() => content({ delegation: 'XX' })).toThrow(/"XX"/);
  });
});

describe('the name of a delegation', () => {
  it.each([
    ['2018-04-18', 'Swaziland'],
    ['2018-04-19', 'Eswatini'],
    ['2030-01-01', 'Eswatini'],
  ])('on %s is %s', (day, name) => {
    expect(findDelegation(event, 'SZ', day)?.name.en).toBe(name);
  });

  it('holds on days that no line covers', () => {
    const lines = {
      delegations: [
        line('X', 'Later', '2019-01-01', null),
        line('X', 'Early', '2018-01-01', '2018-06-30'),
      ],
    };
    expect(findDelegation(lines, 'X', '2018-10-02')?.name.en).toBe('Early');
    expect(findDelegation(lines, 'X', '2017-10-02')?.name.en).toBe('Early');
    expect(findDelegation(lines, 'Y', '2018-10-02')).toBeNull();
  });
});

describe('days in words', () => {
  it.each([
    [['2018-10-02'], '2 October 2018', '2 octobre 2018'],
    [['2018-10-04', '2018-10-02', '2018-10-03'], '2–4 October 2018', '2–4 octobre 2018'],
    [['2018-10-01', '2018-10-02'], '1–2 October 2018', '1er–2 octobre 2018'],
    [['2018-10-02', '2018-10-04'], '2 and 4 October 2018', '2 et 4 octobre 2018'],
    [['2018-08-01', '2018-08-03', '2018-08-05'], '1, 3 and 5 August 2018', '1er, 3 et 5 août 2018'],
    [
      ['2018-09-30', '2018-10-01'],
      '30 September – 1 October 2018',
      '30 septembre – 1er octobre 2018',
    ],
    [
      ['2018-12-31', '2019-01-01'],
      '31 December 2018 – 1 January 2019',
      '31 décembre 2018 – 1er janvier 2019',
    ],
    [
      ['2018-09-28', '2018-10-02'],
      '28 September and 2 October 2018',
      '28 septembre et 2 octobre 2018',
    ],
    [[], '', ''],
  ])('%j', (days, en, fr) => {
    expect(formatDays(days, 'en')).toBe(en);
    expect(formatDays(days, 'fr')).toBe(fr);
  });

  it.each([
    ['es', '30 de septiembre de 2018, 2 y 4 de enero de 2019'],
    ['pt', '30 de setembro de 2018, 2 e 4 de janeiro de 2019'],
    ['ru', '30 сентября 2018 г., 2 и 4 января 2019 г.'],
    ['ar', '30 سبتمبر 2018, 2 و4 يناير 2019'],
  ] as const)('in %s', (language, words) => {
    expect(formatDays(['2018-09-30', '2019-01-02', '2019-01-04'], language)).toBe(words);
  });
});
