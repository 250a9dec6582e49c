import { expect, it } from 'vitest';
import type { KioskLanguage } from '../../domain/base/language.ts';
import { conferenceCategories } from '../../domain/event/conference-categories.ts';
import { plainDesign } from '../../domain/tickets/ticket-design.ts';
import { contentOf } from '../../reports/tickets/ticket-content.ts';
import { eventInSix, numberedDelegate } from '../support/sample-event.ts';

const { observer } = conferenceCategories;
const event = { ...eventInSix.file, categories: [observer] };

it.each([
  ['en', 'Observer'],
  ['fr-BE', 'Observatrice'],
  ['es', 'Observadora'],
  ['ar', 'مراقبة'],
  ['ru', 'Наблюдатель'],
  ['pt', 'Observadora'],
])('the category agrees with the person in %s: %s', (language, category) => {
  const person = { category: 'observer', grammaticalGender: 'feminine', language } as const;
  const of = contentOf(event, plainDesign);
  expect(of({ delegate: numberedDelegate(1, person) }).category).toBe(category);
  const usual = observer.name[language.slice(0, 2) as KioskLanguage];
  const other = { ...person, grammaticalGender: null };
  expect(of({ delegate: numberedDelegate(2, other) }).category).toBe(usual);
});

it('the category is in the language of the name that stands in for a missing one', () => {
  const name = { en: 'Observer', fr: 'Observateur' };
  const categories = [{ ...observer, name, feminine: { fr: 'Observatrice' } }];
  const person = { category: 'observer', grammaticalGender: 'feminine', language: 'es' } as const;
  const of = (languages: KioskLanguage[]) =>
    contentOf({ ...event, languages, categories }, plainDesign);
  const content = { delegate: numberedDelegate(1, person) };
  expect(of(['es', 'fr'])(content).category).toBe('Observatrice');
  expect(of(['es', 'en'])(content).category).toBe('Observer');
});
