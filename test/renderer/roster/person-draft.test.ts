import { describe, expect, it } from 'vitest';
import { correctionSchema, newPersonSchema } from '../../../domain/roster/roster-changes.ts';
import {
  correctionOf,
  emptyPerson,
  maxLengthOf,
  missingFields,
  type PersonDraft,
  personOf,
  printedNameOf,
} from '../../../renderer/roster/person-draft.ts';

const needed = ['printedName', 'delegation', 'category', 'approver'] as const;
const typed: PersonDraft = {
  ...emptyPerson,
  givenName: ' Ingrid ',
  familyName: 'van der SOLBERG',
  delegation: 'SWE',
  category: 'delegate',
  approver: 'H. JANSSENS',
};

describe('a person who is typed in', () => {
  it('becomes one that main accepts, without blanks at the ends', () => {
    const person = personOf(typed);
    expect(newPersonSchema.parse(person)).toEqual(person);
    expect(person).toMatchObject({ givenName: 'Ingrid', printedName: 'Ingrid van der SOLBERG' });
  });

  it('takes along nothing else that the form holds', () => {
    const form = { ...typed, identity: null };
    expect(Object.keys(personOf(form)).sort()).toEqual(Object.keys(newPersonSchema.shape).sort());
  });

  it('is printed as typed, or by given and family name, never in other capitals', () => {
    expect(printedNameOf(typed)).toBe('Ingrid van der SOLBERG');
    expect(printedNameOf({ ...typed, printedName: ' I. v. d. Solberg ' })).toBe('I. v. d. Solberg');
    expect(printedNameOf(emptyPerson)).toBe('');
  });

  it.each([
    [{}, []],
    [{ givenName: '', familyName: ' ' }, ['printedName']],
    [{ delegation: '' }, ['delegation']],
    [{ approver: '  ' }, ['approver']],
    [{ delegation: '', approver: '' }, ['delegation', 'approver']],
  ])('%o still misses %o', (part, missing) => {
    expect(missingFields({ ...typed, ...part }, needed)).toEqual(missing);
  });

  it('cannot be typed longer than main takes', () => {
    const fields = ['title', 'printedName', 'givenName', 'familyName', 'nativeName'] as const;
    for (const field of [...fields, 'jobTitle', 'administration'] as const) {
      const takes = (length: number): boolean =>
        newPersonSchema.safeParse({ ...personOf(typed), [field]: 'x'.repeat(length) }).success;
      const max = maxLengthOf(field);
      expect([takes(max), takes(max + 1)], field).toEqual([true, false]);
    }
  });
});

describe('a corrected spelling', () => {
  const before = {
    title: 'Ms',
    printedName: 'Ingrid SOLBERG',
    givenName: 'Ingrid',
    familyName: 'Solberg',
    nativeName: '',
    jobTitle: 'Adviser',
  };

  it('holds the changed fields only', () => {
    const correction = correctionOf(before, { ...before, printedName: ' Ingrid SÖLBERG ' });
    expect(correction).toEqual({ printedName: 'Ingrid SÖLBERG' });
    expect(correctionSchema.parse(correction)).toEqual(correction);
  });

  it('may empty what may be empty, never the printed name', () => {
    expect(correctionOf(before, { ...before, title: '' })).toEqual({ title: '' });
    expect(correctionOf(before, { ...before, printedName: ' ', title: 'Dr' })).toBeNull();
  });

  it('is none where nothing differs', () => {
    expect(correctionOf(before, { ...before, givenName: 'Ingrid ' })).toBeNull();
  });
});
