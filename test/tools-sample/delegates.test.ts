import { describe, expect, test } from 'vitest';
import { type Delegate, delegateSchema } from '../../domain/roster/delegate.ts';
import { demoDelegates } from '../../tools/sample/delegates.ts';
import { demoEvent } from '../../tools/sample/event.ts';

const delegates = demoDelegates();
const event = demoEvent();
const count = (may: (delegate: Delegate) => boolean): number => delegates.filter(may).length;

function groupBy(list: readonly Delegate[], key: (delegate: Delegate) => string) {
  const groups = new Map<string, Delegate[]>();
  for (const delegate of list) {
    groups.set(key(delegate), [...(groups.get(key(delegate)) ?? []), delegate]);
  }
  return groups;
}

test('a thousand delegates who pass the schema, each with codes of their own', () => {
  expect(delegates).toHaveLength(1000);
  for (const { ticketCode: _code, ...delegate } of delegates) delegateSchema.parse(delegate);
  for (const field of ['id', 'registrationCode', 'ticketCode'] as const) {
    expect(new Set(delegates.map((delegate) => delegate[field])).size).toBe(1000);
  }
});

test('the same people every time', () => {
  expect(demoDelegates()).toEqual(delegates);
});

test('every one of them is marked as a sample', () => {
  expect(delegates.filter(({ administration }) => !administration.endsWith('(sample)'))).toEqual(
    [],
  );
});

test('delegations, categories and days are those of the event', () => {
  const delegations = new Set(event.delegations.map(({ code }) => code));
  const categories = new Set(event.categories.map(({ id }) => id));
  for (const delegate of delegates) {
    expect(delegations).toContain(delegate.delegation);
    for (const day of delegate.days ?? []) expect(event.days).toContain(day);
  }
  expect(new Set(delegates.map(({ category }) => category))).toEqual(categories);
  const members = event.delegations.filter(({ kind }) => kind === 'member');
  const represented = new Set(delegates.map(({ delegation }) => delegation));
  expect(members.filter(({ code }) => represented.has(code)).length).toBeGreaterThanOrEqual(170);
});

test('each Member’s delegation has one head, at the top of its letter, and the letter has no gaps', () => {
  const inLetters = delegates.filter(({ letterOrder }) => letterOrder > 0);
  const letters = groupBy(inLetters, ({ delegation }) => delegation);
  for (const [code, people] of letters) {
    const ordered = people.toSorted((a, b) => a.letterOrder - b.letterOrder);
    expect(ordered.map(({ letterOrder }) => letterOrder)).toEqual(ordered.map((_, i) => i + 1));
    const kind = event.delegations.find((one) => one.code === code)?.kind;
    const heads = ordered.filter(({ role }) => role === 'head');
    expect(heads).toEqual(kind === 'member' ? [ordered[0]] : []);
  }
});

test('out of the ordinary: as many as a real conference has', () => {
  expect(count(({ status }) => status === 'pending')).toBe(30);
  expect(count(({ status }) => status === 'cancelled')).toBe(30);
  expect(count(({ status }) => status === 'revoked')).toBe(5);
  expect(count(({ vip }) => vip)).toBe(40);
  expect(count(({ flagged }) => flagged)).toBe(4);
  expect(count(({ listed }) => !listed)).toBe(12);
  expect(count(({ days }) => days !== null)).toBe(43);
  expect(count(({ grammaticalGender }) => grammaticalGender === null)).toBe(8);
  expect(count(({ grammaticalGender }) => grammaticalGender === 'feminine')).toBeGreaterThan(400);
});

test('nobody of a Member’s delegation is flagged or revoked', () => {
  const marked = delegates.filter(({ flagged, status }) => flagged || status === 'revoked');
  expect(
    marked.filter(({ category }) => !['press', 'partner', 'contractor'].includes(category)),
  ).toEqual([]);
});

describe('names', () => {
  test.each([
    'Arabic',
    'Armenian',
    'Bengali',
    'Cyrillic',
    'Devanagari',
    'Ethiopic',
    'Georgian',
    'Greek',
    'Han',
    'Hangul',
    'Hebrew',
    'Khmer',
    'Lao',
    'Myanmar',
    'Sinhala',
    'Tamil',
    'Thai',
  ])('some in %s', (script) => {
    const letters = new RegExp(`\\p{Script=${script}}`, 'u');
    expect(count(({ nativeName }) => letters.test(nativeName))).toBeGreaterThanOrEqual(2);
  });

  test('simplified and traditional Chinese are both there', () => {
    expect(delegates.some(({ nativeName }) => nativeName.includes('欧'))).toBe(true);
    expect(delegates.some(({ nativeName }) => nativeName.includes('歐'))).toBe(true);
  });

  test('the letters of many alphabets, those that fonts and search get wrong', () => {
    const names = delegates.flatMap((one) => [one.printedName, one.givenName, one.familyName]);
    const letters = new Set(names.join(''));
    const wanted = Array.from('ạễứĐışğİąęłżźþðÞÆțșăőűřěĦġəʻ’œßÿ');
    expect(wanted.filter((letter) => !letters.has(letter))).toEqual([]);
  });

  test('printed names are Latin; all text is composed (NFC) and without stray white space', () => {
    for (const { printedName, nativeName, familyName } of delegates) {
      expect(printedName).toMatch(/^[\p{Script=Latin}\p{M} .'’ʻ-]+$/u);
      for (const text of [printedName, nativeName, familyName]) {
        expect(text).toBe(text.normalize('NFC'));
        expect(text).toBe(text.trim());
      }
    }
  });

  test('the longest printed name has sixty characters, the shortest family name one', () => {
    const lengths = delegates.map(({ printedName }) => Array.from(printedName).length);
    expect(Math.max(...lengths)).toBe(60);
    expect(count(({ familyName }) => Array.from(familyName).length === 1)).toBe(1);
  });

  test('some have one name, two share one, capitals are not always those of a rule', () => {
    expect(count(({ familyName }) => familyName === '')).toBeGreaterThanOrEqual(3);
    const names = groupBy(delegates, ({ printedName }) => printedName);
    expect(
      [...names.values()].filter((same) => same.length > 1).map((same) => same.length),
    ).toEqual([2]);
    const printed = delegates.map(({ printedName }) => printedName);
    expect(printed).toContain('İlkay IŞIKÇI');
    expect(printed.some((name) => name.includes('McALLISTER'))).toBe(true);
    expect(printed.some((name) => name.includes('van der VEEKEN'))).toBe(true);
  });
});
