import { expect, test } from 'vitest';
import { makeEventWords } from '../../../renderer/base/event-words.ts';
import { i18next } from '../../../ui/words/index.ts';
import { sampleEvent } from '../../support/sample-event.ts';

test.each([
  [
    'en',
    'Delegation not in the event file',
    'Category not in the event file',
    'In the list as ZZZ, guest-of-honour',
  ],
  [
    'fr',
    'Délégation absente de l’événement',
    'Catégorie absente de l’événement',
    'Dans la liste\u202f: ZZZ, guest-of-honour',
  ],
] as const)('what the event file lacks is said in words: %s', (lang, delegation, category, ids) => {
  const words = makeEventWords(sampleEvent, lang, '2018-10-02', i18next.getFixedT(lang));
  expect(words.delegation('ZZZ')).toBe(delegation);
  expect(words.category('guest-of-honour')).toBe(category);
  expect(words.notInEvent({ delegation: 'ZZZ', category: 'guest-of-honour' })).toBe(ids);
  const [known] = sampleEvent.delegations;
  const [held] = sampleEvent.categories;
  const person = { delegation: known?.code ?? '', category: held?.id ?? '' };
  expect(words.notInEvent(person)).toBeNull();
  expect(words.delegation(person.delegation)).toBe(known?.name[lang]);
  // A person outside the roster has neither.
  expect([words.delegation(''), words.category('')]).toEqual(['', '']);
});
