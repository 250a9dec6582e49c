import { afterEach, describe, expect, it } from 'vitest';
import { groupForms, groupWords } from '../../domain/event/group-words.ts';
import { setGroupWord } from '../../ui/words/group.ts';
import { addScreenWords, i18next } from '../../ui/words/index.ts';

afterEach(() => {
  setGroupWord(i18next, 'delegation');
  i18next.removeResourceBundle('es', 'translation');
});

describe("the event's word for its groups", () => {
  it.each([
    ['en', 'company', 'No companies', '2 companies'],
    ['en', 'organisation', 'No organisations', '2 organisations'],
    ['fr', 'faculty', 'Aucune faculté', '2 facultés'],
    ['fr', 'company', 'Aucune société', '2 sociétés'],
  ] as const)('stands in the sentences: %s, %s', (language, word, none, two) => {
    setGroupWord(i18next, word);
    const t = i18next.getFixedT(language);
    expect(t('setUp.create.tables.none')).toBe(none);
    expect(t('setUp.create.delegationsFound', { count: 2 })).toBe(two);
  });

  it('is the one of a form where a sentence is told so', () => {
    setGroupWord(i18next, 'company');
    expect(i18next.getFixedT('en')('setUp.create.groups', { group: 'table' })).toBe('Tables');
  });

  it('has its forms in a further language too, and new words on what is shown', () => {
    addScreenWords('es', {
      setUp: { create: { tables: { none: 'Ninguna {{group, one}}' } } },
      group: { company: { one: 'empresa' } },
    });
    const said: unknown[] = [];
    const hear = (): void => void said.push(i18next.getFixedT('es')('setUp.create.tables.none'));
    i18next.on('languageChanged', hear);
    setGroupWord(i18next, 'company');
    setGroupWord(i18next, 'company');
    i18next.off('languageChanged', hear);
    expect(said).toEqual(['Ninguna empresa']);
  });

  it('takes the article that its first letter asks for', () => {
    expect(groupWords.map((word) => groupForms.fr[word].the)).toEqual([
      'la délégation',
      'l’organisation',
      'la société',
      'la faculté',
      'la table',
    ]);
    expect(groupForms.en.organisation.a).toBe('an organisation');
  });
});
