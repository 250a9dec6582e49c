import { afterEach, beforeEach, expect, test } from 'vitest';
import { badgeContentFor } from '../../../main/printing/badge-content.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

test('the badge of a person is dated in their language, else in the event’s first, whatever the screens', () => {
  const badge = { serial: '00000001-000001', code: null, attempt: 1 };
  const dates = (language: string | null, screens: 'en' | 'fr'): string =>
    badgeContentFor(
      { ...desk.context, language: screens },
      desk.addDelegate(language === null ? 1 : 2, { language }),
      badge,
    ).eventDates;
  expect(dates(null, 'fr')).toMatch(/ October 2018$/);
  expect(dates('fr', 'en')).toMatch(/ octobre 2018$/);
});
