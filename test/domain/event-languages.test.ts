import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type EventText,
  eventLanguagesSchema,
  eventTextSchema,
  givenTexts,
  isOtherLanguage,
  isSameText,
  kioskLanguages,
  offeredLanguages,
  onScreens,
  paperLanguages,
  personLanguage,
  shownLanguage,
  textIn,
  textsToKeep,
} from '../../domain/base/language.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import { sampleEvent } from '../support/sample-event.ts';

const language = fc.constantFrom(...kioskLanguages);
const languages = fc.uniqueArray(language, { minLength: 1 });
/** Each text names its language, so that a test sees which one is shown. */
const text = languages.map(
  (has): EventText => Object.fromEntries(has.map((one) => [one, `in ${one}`])),
);

const delegate: EventText = { en: 'Delegate', fr: 'Délégué' };
const feminine: EventText = { fr: 'Déléguée' };

describe('a text of an event', () => {
  it('is in the language asked for, else in the first of the event that it has, else in any', () => {
    fc.assert(
      fc.property(text, language, languages, (given, asked, order) => {
        const shown = textIn(given, asked, { languages: order });
        const has = (one: keyof EventText) => given[one] !== undefined;
        const firstOfEvent = order.find(has);
        if (has(asked)) expect(shown).toBe(`in ${asked}`);
        else if (firstOfEvent !== undefined) expect(shown).toBe(`in ${firstOfEvent}`);
        else expect(Object.values(given)).toContain(shown);
        expect(shown).toBe(given[shownLanguage(given, asked, { languages: order })]);
      }),
    );
  });

  it('has a text in at least one of the six languages, and none that is empty', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(eventTextSchema.parse(given)).toEqual(given);
      }),
    );
    for (const wrong of [{}, { en: '' }, { de: 'Tagung' }, 'Meeting'])
      expect(eventTextSchema.safeParse(wrong).success).toBe(false);
  });

  it('keeps what was typed, without the languages left blank', () => {
    expect(givenTexts({ en: ' Hall ', fr: ' ', ar: 'قاعة' })).toEqual({ en: 'Hall', ar: 'قاعة' });
  });

  it.each([
    ['a new name', { en: 'Guest' }, { en: 'Guest' }, {}],
    ['a name that was typed as before', { en: ' Delegate ' }, delegate, feminine],
    ['a name in a further language', { ar: 'مندوب' }, { ...delegate, ar: 'مندوب' }, feminine],
    ['a name taken back', { en: '' }, {}, {}],
  ] as const)(
    'with %s keeps only what still says the same in languages that the event lacks',
    (_, typed, name, others) => {
      const names = { ...delegate, ...typed };
      const kept = textsToKeep(delegate, names, { languages: ['en', 'ar'] });
      expect(kept(names)).toEqual(name);
      expect(kept(feminine)).toEqual(others);
    },
  );

  it('names the same room where one language agrees', () => {
    expect(isSameText({ en: 'Hall', fr: 'Salle' }, { fr: 'Salle' })).toBe(true);
    expect(isSameText({ en: 'Hall' }, { fr: 'Hall' })).toBe(false);
    expect(isSameText(null, { fr: 'Hall' })).toBe(false);
  });
});

describe('the languages of an event', () => {
  it('are one to six of the six, each once', () => {
    fc.assert(
      fc.property(languages, (order) => {
        expect(eventLanguagesSchema.parse(order)).toEqual(order);
      }),
    );
    for (const wrong of [[], ['en', 'fr', 'en'], ['de']])
      expect(eventLanguagesSchema.safeParse(wrong).success).toBe(false);
  });

  it('are on papers as the first two, or the only one', () => {
    expect(paperLanguages({ languages: ['ar', 'fr', 'en'] })).toEqual(['ar', 'fr']);
    expect(paperLanguages({ languages: ['fr'] })).toEqual(['fr']);
  });

  it.each(['en', 'fr', 'ar'] as const)('may be %s alone, which every screen then shows', (only) => {
    const alone = JSON.parse(JSON.stringify(sampleEvent), (_key, value: unknown) => {
      const given = eventTextSchema.safeParse(value).data;
      return given === undefined ? value : { [only]: given[only] ?? `${given.en} (${only})` };
    });
    const file = wholeEventFileSchema.parse({ ...alone, languages: [only] });
    const name = file.name[only] ?? '';
    expect(name).not.toBe('');
    expect(onScreens(file.name, file)).toEqual({ en: name, fr: name });
  });
});

describe('the language of a person', () => {
  it.each([
    ['fr-BE', ['en', 'fr'], 'fr', false],
    ['FR', ['en', 'fr'], 'fr', false],
    ['es', ['fr', 'en'], 'fr', true],
    ['zh-Hans', ['ar'], 'ar', true],
    [null, ['ar', 'en'], 'ar', false],
    ['', ['ar', 'en'], 'ar', false],
  ] as const)('%j in an event in %j: %s', (tag, order, shown, isOther) => {
    expect(personLanguage(tag, { languages: order })).toBe(shown);
    expect(isOtherLanguage(tag, { languages: order })).toBe(isOther);
  });

  it.each([
    [
      ['en', 'fr', 'es'],
      ['es', 'en'],
      ['es', 'en'],
    ],
    [['fr', 'ar'], ['en', 'fr'], ['fr']],
    [['ar'], ['fr'], ['fr']],
  ] as const)('a kiosk with %j at an event in %j offers %j', (chosen, order, offered) => {
    expect(offeredLanguages(chosen, { languages: order })).toEqual(offered);
  });
});
