import { describe, expect, it } from 'vitest';
import { isFamilyNameOf, isSpellingOf } from '../../domain/roster/compare-names.ts';

const named = (familyName: string, printedName = 'X', nativeName = '') => ({
  familyName,
  printedName,
  nativeName,
});

describe('a family name as the second factor', () => {
  it.each([
    ['Lindqvist', named('Lindqvist')],
    ['LINDQVIST', named('', 'Maria LINDQVIST')],
    ['Muller', named('Müller')],
    ['mueller', named('Müller')],
    ['Heijden', named('van der Heijden')],
    ['van der heijden', named('van der Heijden')],
    ['NIEUWENHUIZEN', named('', 'W. VAN DER HEIJDEN-VAN NIEUWENHUIZEN')],
    ['Obrien', named('O’Brien')],
    ['Соколова', named('', 'Yelena SOKOLOVA', 'Елена Соколова')],
    ['القحطاني', named('', 'Abdulrahman AL-KHATTANI', 'عبد الرحمن القحطاني')],
    ['Al Khattani', named('', 'Abdulrahman AL-KHATTANI')],
    ['NAKAMURA', named('', 'NAKAMURA Hiroshi')],
  ])('%s opens %o', (typed, person) => {
    expect(isFamilyNameOf(typed, person)).toBe(true);
  });

  it.each([
    ['', named('Lindqvist')],
    ['L', named('Lindqvist')],
    ['Lind', named('Lindqvist')],
    ['van', named('van der Heijden')],
    ['der', named('van der Heijden')],
    ['Maria', named('', 'Maria LINDQVIST')],
    ['Lindqvist Smith', named('Lindqvist')],
    ['a b c d e f g h i j k l m', named('Lindqvist')],
    ['%', named('Lindqvist')],
  ])('"%s" does not open %o', (typed, person) => {
    expect(isFamilyNameOf(typed, person)).toBe(false);
  });
});

describe('a spelling', () => {
  it.each([
    ['María LINDQVIST', 'Maria LINDQVIST'],
    ['Maria LINDKVIST', 'Maria LINDQVIST'],
    ['LINDQVIST Maria', 'Maria LINDQVIST'],
    ['Maria Lindqvist', 'Maria LINDQVIST'],
    ['Maria Anna', 'Maria Ana'],
    ['Bo LIU', 'Bo LI'],
  ])('%s is %s spelt otherwise', (typed, known) => {
    expect(isSpellingOf(typed, known)).toBe(true);
  });

  it.each([
    ['Somebody ELSE', 'Maria LINDQVIST'],
    ['Peter LINDQVIST', 'Maria LINDQVIST'],
    ['', 'Maria LINDQVIST'],
    ['Xu WU', 'Bo LI'],
    ['Maria', 'Maria LINDQVIST'],
  ])('"%s" is not %s', (typed, known) => {
    expect(isSpellingOf(typed, known)).toBe(false);
  });
});
