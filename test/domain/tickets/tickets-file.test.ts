import { expect, it, test } from 'vitest';
import { designText, plainDesign } from '../../../domain/tickets/ticket-design.ts';
import { personFileNames } from '../../../domain/tickets/tickets-file.ts';

const nameOf = (registrationCode: string, printedName: string): string | undefined =>
  personFileNames([{ registrationCode, printedName }], 'pdf')[0];

test.each([
  ['T18-1', 'Anna LINDQVIST', 'T18-1 Anna LINDQVIST.pdf'],
  ['T18/1', 'a:b?*"<x>|\\..', 'T18-1 a-b----x---.pdf'],
  ['T1', 'ليلى حداد', 'T1 ليلى حداد.pdf'],
  // Right-to-left override and null: a list of files shows neither.
  ['T1', '\u202Efdp.exe\u0000\n', 'T1 fdp.exe.pdf'],
  ['con', 'X', '_con X.pdf'],
  ['T1', '  Anna.  ', 'T1 Anna.pdf'],
])('a file of %j %j is named %j', (code, name, expected) => {
  expect(nameOf(code, name)).toBe(expected);
});

it('cuts long names between whole signs, to what every file system takes', () => {
  const flag = '🇧🇪';
  const name = nameOf('T1', flag.repeat(60)) ?? '';
  expect(name).toMatch(/🇧🇪\.pdf$/u);
  expect(Buffer.byteLength(name)).toBeLessThan(256);
  expect(Buffer.byteLength(nameOf('T1', '漢'.repeat(200)) ?? '')).toBeLessThan(256);
});

it('names no two files alike, where case does not count either', () => {
  const people = ['Ana', 'ANA', 'ana (2)', 'A\u0301na', 'Ána'].map((printedName) => ({
    registrationCode: 'T1',
    printedName,
  }));
  const names = personFileNames(people, 'png');
  expect(names.slice(0, 3)).toEqual(['T1 Ana.png', 'T1 ANA (2).png', 'T1 ana (2) (2).png']);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(5);
});

it.each([
  [['fr', 'en'], 'ar', 'أهلا'],
  [['fr', 'en'], 'fr', 'Welcome'],
  [['pt', 'ar', 'en'], 'pt', 'أهلا'],
  [['fr'], 'fr', ''],
] as const)('the text of an event in %j for %s is “%s”', (languages, language, text) => {
  const design = { ...plainDesign, texts: { en: 'Welcome', fr: ' ', ar: 'أهلا' } };
  expect(designText(design, language, { languages })).toBe(text);
});
