import { describe, expect, it } from 'vitest';
import { textOrder } from '../../domain/base/text-order.ts';
import { memberOrder } from '../../domain/delegations.ts';
import { nameOrder } from '../../domain/roster/name-order.ts';
import { buildPrintedName } from '../../domain/roster/roster-entry.ts';
import { queryWords, searchWords } from '../../domain/roster/search.ts';

const person = (givenName: string, familyName: string) => ({
  givenName,
  familyName,
  printedName: `${givenName} ${familyName}`.trim(),
});
const inOnePiece = (printedName: string) => ({ givenName: '', familyName: '', printedName });

function sorted(people: ReturnType<typeof person>[]): string[] {
  return people.toSorted(nameOrder('fr')).map(({ printedName }) => printedName);
}

describe('the order of people', () => {
  it('is by family name, then by given name, whatever the first names', () => {
    const people = [
      person('Zoé', 'Martin'),
      person('Chloé', 'Dupont'),
      person('Adèle', 'Petit'),
      person('Cécile', 'Dupont'),
      person('Claire', 'Dupont'),
    ];
    expect(sorted(people)).toEqual([
      'Cécile Dupont',
      'Chloé Dupont',
      'Claire Dupont',
      'Zoé Martin',
      'Adèle Petit',
    ]);
  });

  it('follows the collation, not code points: accents, capitals and ligatures', () => {
    const people = ['Zola', 'ÉLUARD', 'de Gaulle', 'Œhmichen', 'Eluard', 'Odin', 'Émile', 'Źak'];
    expect(sorted(people.map((name) => person('A', name)))).toEqual(
      ['de Gaulle', 'Eluard', 'ÉLUARD', 'Émile', 'Odin', 'Œhmichen', 'Źak', 'Zola'].map(
        (name) => `A ${name}`,
      ),
    );
  });

  it('takes a name in one piece by its capitals, by its comma, or by its last word', () => {
    const people = ['Zoé ADAM', 'Durand, Anne', 'Anne Bernard', '王小明', 'Cher'];
    expect(sorted(people.map(inOnePiece))).toEqual([
      'Zoé ADAM',
      'Anne Bernard',
      'Cher',
      'Durand, Anne',
      '王小明',
    ]);
  });

  it('puts numbers by their value, and never calls two texts equal that differ', () => {
    const compare = textOrder('en');
    const names = ['Desk 10', 'Desk 2', 'Desk 1'];
    expect(names.toSorted(compare)).toEqual(['Desk 1', 'Desk 2', 'Desk 10']);
    expect(compare('é', 'e\u0301')).not.toBe(0);
    expect(compare('a', 'a')).toBe(0);
  });

  it('gives way to the place in the delegation, and decides among those without one', () => {
    const member = (name: string, letterOrder: number) => ({
      ...person('A', name),
      role: 'member' as const,
      letterOrder,
    });
    const head = { ...person('Zoé', 'Zola'), role: 'head' as const, letterOrder: 0 };
    const people = [member('Émile', 0), member('Dumas', 0), member('Zweig', 1), head];
    expect(people.toSorted(memberOrder('fr')).map(({ familyName }) => familyName)).toEqual([
      'Zola',
      'Zweig',
      'Dumas',
      'Émile',
    ]);
  });
});

describe('a printed name made of its parts', () => {
  it.each([
    ['小明', '王', 'CHN', null, '王小明'],
    ['혜림', '심', 'KOR', null, '심혜림'],
    ['春菜', '森野', 'JPN', null, '森野 春菜'],
    ['さくら', '山田', 'WCO', null, '山田 さくら'],
    ['Văn An', 'NGUYỄN', 'VNM', null, 'NGUYỄN Văn An'],
    ['Anna', 'NAGY', 'WCO', 'hu', 'NAGY Anna'],
    ['Weiming', 'ZHANG', 'CHN', 'zh', 'Weiming ZHANG'],
    ['Chloé', 'Dupont', 'FRA', 'fr', 'Chloé Dupont'],
    ['Choden', '', 'BTN', null, 'Choden'],
  ])('%s, %s of %s', (givenName, familyName, delegation, language, printed) => {
    expect(buildPrintedName({ givenName, familyName, delegation, language })).toBe(printed);
  });
});

describe('a family name in Chinese or Korean letters', () => {
  it.each([
    ['wang', '王小明', true],
    ['Wong', '王', true],
    ['chen', '陳大文', true],
    ['ouyang', '欧阳娜娜', true],
    ['kim', '김민준', true],
    ['wang', '李小明', false],
    ['wang', '小王', false],
  ])('%s finds %s: %s', (query, name, isFound) => {
    const words = searchWords([name]);
    const forms = queryWords(query)[0] ?? [];
    expect(words.some((word) => forms.some((form) => word.startsWith(form)))).toBe(isFound);
  });
});
