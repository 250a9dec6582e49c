import { describe, expect, it } from 'vitest';
import { changeOf, type PersonDraft, withDay } from '../../../ui/people/person-draft.ts';

const before: PersonDraft = {
  givenName: 'Ana',
  familyName: 'Silva',
  title: '',
  printedName: 'Ana SILVA',
  nativeName: '',
  administration: 'Acme',
  jobTitle: '',
  email: 'ana@example.org',
  delegation: 'BEL',
  category: 'delegate',
  days: null,
  vip: false,
  listed: true,
  extra: { diet: 'vegan', size: 'M' },
};

describe('the change of a person form', () => {
  it('is nothing where only spaces were added', () => {
    expect(changeOf(before, { ...before })).toBeNull();
    const extra = { ...before.extra, diet: ' vegan ' };
    expect(changeOf(before, { ...before, email: ' ana@example.org ', extra })).toBeNull();
  });

  it.each<[string, Partial<PersonDraft>, object]>([
    ['a typed field, trimmed', { email: ' a@b.org ' }, { email: 'a@b.org' }],
    ['an emptied field', { administration: '' }, { administration: '' }],
    ['the delegation', { delegation: '' }, { delegation: '' }],
    ['the category', { category: 'press' }, { category: 'press' }],
    ['the days', { days: ['2018-10-02'] }, { days: ['2018-10-02'] }],
    ['a flag', { vip: true, listed: false }, { vip: true, listed: false }],
    ['one extra field', { extra: { diet: 'none', size: 'M' } }, { extra: { diet: 'none' } }],
    ['a new extra field', { extra: { ...before.extra, x: '1' } }, { extra: { x: '1' } }],
    ['a removed extra field', { extra: { size: 'M' } }, { extra: { diet: '' } }],
  ])('has only %s', (_name, after, change) => {
    expect(changeOf(before, { ...before, ...after })).toEqual(change);
  });
});

describe('the days of a person', () => {
  const all = ['2018-10-01', '2018-10-02', '2018-10-03'];
  it('are in order, and null once they are all', () => {
    expect(withDay(null, '2018-10-02', false, all)).toEqual(['2018-10-01', '2018-10-03']);
    expect(withDay(['2018-10-03'], '2018-10-01', true, all)).toEqual(['2018-10-01', '2018-10-03']);
    expect(withDay(['2018-10-03', '2018-10-01'], '2018-10-02', true, all)).toBeNull();
    expect(withDay(['2018-10-03'], '2018-10-03', false, all)).toEqual([]);
  });
});
