import { expect, it } from 'vitest';
import { apartOf, pairKey, possiblePairs } from '../../domain/people/possible-pairs.ts';

const person = (id: string, registrationCode: string, name: string, email = '') => ({
  id,
  registrationCode,
  name,
  email,
  status: 'confirmed' as const,
});
const found = (people: Parameters<typeof possiblePairs>[0], apart: string[] = []) =>
  possiblePairs(people, new Set(apart)).map((pair) => pair.map(({ id }) => id).join());

it.each([
  ['a name, one without an organiser’s code', 'W-1', 'ana', '', 'C2', 'ana', 'a@x.org', true],
  ['an e-mail that only they have', 'W-1', 'ana', 'A@x.org', 'C2', 'eva', 'a@x.org', true],
  ['a name, each with an organiser’s code', 'C1', 'ana', '', 'C2', 'ana', '', false],
  ['an e-mail, each with an organiser’s code', 'C1', 'ana', 'a@x', 'C2', 'eva', 'a@x', false],
  ['name and e-mail, each with a code', 'C1', 'ana', 'a@x', 'C2', 'ana', 'a@x', true],
  ['nothing', 'W-1', 'ana', '', 'W-2', 'eva', '', false],
])('two share %s', (_, codeA, nameA, emailA, codeB, nameB, emailB, isPair) => {
  const people = [person('a', codeA, nameA, emailA), person('b', codeB, nameB, emailB)];
  expect(found(people)).toEqual(isPair ? ['a,b'] : []);
  expect(found(people, [pairKey('b', 'a')])).toEqual([]);
});

it('an e-mail of three people says nothing about two of them', () => {
  const people = ['a', 'b', 'c'].map((id) => person(id, `W-${id}`, id, 'all@x.org'));
  expect(found(people)).toEqual([]);
});

it('a resolved finding of a day tells nobody apart', () => {
  const payload = JSON.stringify({ day: '2018-10-02', finding: 'clock', reference: 'x' });
  expect(apartOf({ type: 'finding-resolved', delegateId: null, payload })).toBeNull();
});
