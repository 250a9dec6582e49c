import { expect, test } from 'vitest';
import { newEventSchema } from '../../domain/event/new-event.ts';
import { blankEvent, requestOf } from '../../ui/event/event-fields.tsx';

const draft = { ...blankEvent, firstDay: '2026-06-01', timeZone: 'Europe/Paris' };

test('an event with a French name alone is in French only', () => {
  const request = requestOf({ ...draft, nameFr: ' Congrès ', placeFr: 'Lyon' });
  expect(newEventSchema.parse(request)).toMatchObject({
    languages: ['fr'],
    name: { fr: 'Congrès' },
    place: { fr: 'Lyon' },
  });
});

test('an event with a French name alone needs its place in French', () => {
  const request = requestOf({ ...draft, nameFr: 'Congrès', placeEn: 'Lyon' });
  const paths = newEventSchema.safeParse(request).error?.issues.map(({ path }) => path.join('.'));
  expect(paths).toEqual(['place.fr']);
});

test('an event with an English name is in English and French', () => {
  const request = requestOf({ ...draft, nameEn: 'Congress', placeEn: 'Lyon' });
  expect(newEventSchema.parse(request)).toMatchObject({
    languages: ['en', 'fr'],
    name: { en: 'Congress', fr: 'Congress' },
  });
});
