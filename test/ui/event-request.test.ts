import { expect, test } from 'vitest';
import { newEventSchema } from '../../domain/event/new-event.ts';
import { blankEvent, type EventDraft, requestOf } from '../../ui/event/event-fields.tsx';

const draft: EventDraft = {
  ...blankEvent('fr'),
  firstDay: '2026-06-01',
  timeZone: 'Europe/Paris',
  name: { fr: ' Congrès ', ar: ' ', en: 'Congress' },
  place: { fr: 'Lyon', en: 'Lyons' },
};

const missingIn = (request: object): string[] =>
  newEventSchema.safeParse(request).error?.issues.map(({ path }) => path.join('.')) ?? [];

test('a new event is in the language of the screen, and without texts in others', () => {
  expect(newEventSchema.parse(requestOf(draft))).toMatchObject({
    languages: ['fr'],
    name: { fr: 'Congrès' },
    place: { fr: 'Lyon' },
  });
  expect(newEventSchema.parse(requestOf(draft)).name).not.toHaveProperty('en');
});

test('an event has its languages in the order of choice; a blank text is left out', () => {
  const request = requestOf({
    ...draft,
    languages: ['ar', 'fr', 'en'],
    name: { ar: 'مؤتمر', fr: '' },
  });
  const { languages, name } = newEventSchema.parse({ ...request, place: draft.place });
  expect(languages).toEqual(['ar', 'fr', 'en']);
  expect(name).toEqual({ ar: 'مؤتمر' });
});

test('the first language needs a name and a place', () => {
  const request = requestOf({ ...draft, languages: ['pt', 'fr'] });
  expect(missingIn(request)).toEqual(['name.pt', 'place.pt']);
});
