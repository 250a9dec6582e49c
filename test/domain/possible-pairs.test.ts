import { expect, it } from 'vitest';
import {
  maxPossiblePairs,
  type PairedPerson,
  pairedPerson,
  pairKey,
  pairsToldApart,
  possiblePairs,
} from '../../domain/people/possible-pairs.ts';

const person = (id: string, registrationCode: string, printedName: string, email = '') =>
  pairedPerson({ id, registrationCode, printedName, email, status: 'confirmed' });
const look = (people: PairedPerson[], apart: string[] = []) =>
  possiblePairs(people, new Set(apart), async () => {});
const found = async (people: PairedPerson[], apart: string[] = []) =>
  (await look(people, apart)).map((pair) => pair.join());

it.each([
  ['a name, one without an organiser’s code', 'W-1', 'ana', '', 'C2', 'ANA', '', true],
  ['an e-mail that only they have', 'W-1', 'ana', 'A@x.org', 'C2', 'eva', 'a@x.org', true],
  ['a name, each with an organiser’s code', 'C1', 'ana', '', 'C2', 'ana', '', false],
  ['an e-mail, each with an organiser’s code', 'C1', 'ana', 'a@x', 'C2', 'eva', 'a@x', false],
  ['name and e-mail, each with a code', 'C1', 'ana', 'A@x', 'C2', 'Ana', 'a@x', true],
  ['a name and no address', 'C1', 'ana', 'anonymous', 'C2', 'ana', 'anonymous', false],
  ['nothing', 'W-1', 'ana', '', 'W-2', 'eva', '', false],
])('two share %s', async (_, codeA, nameA, emailA, codeB, nameB, emailB, isPair) => {
  const people = [person('a', codeA, nameA, emailA), person('b', codeB, nameB, emailB)];
  expect(await found(people)).toEqual(isPair ? ['a,b'] : []);
  expect(await found(people, [pairKey('b', 'a')])).toEqual([]);
});

it('an e-mail of three people says nothing about two of them', async () => {
  const people = ['a', 'b', 'c'].map((id) => person(id, `W-${id}`, id, 'all@x.org'));
  expect(await found(people)).toEqual([]);
});

it('among namesakes with codes, one without a code is paired with each', async () => {
  const coded = ['a', 'b'].map((id) => person(id, id, 'ana'));
  expect(await found([...coded, person('c', 'W-1', 'ana')])).toEqual(['a,c', 'b,c']);
});

it('shows as many pairs as may be, and others once some are answered', async () => {
  const people = Array.from({ length: 20 }, (_, index) => person(`${index}`, `W-${index}`, 'ana'));
  const first = await look(people);
  expect(first).toHaveLength(maxPossiblePairs);
  const told = first.map(([one, other]) => pairKey(one, other));
  expect(await look(people, told)).toHaveLength((20 * 19) / 2 - maxPossiblePairs);
});

const [ana, eva] = [
  '01920000-0000-7000-8000-00000000000a',
  '01920000-0000-7000-8000-00000000000b',
] as const;
const said = (at: number, delegateId: string | null, payload: object) => ({
  ...{ type: 'finding-resolved' as const, delegateId, payload: JSON.stringify(payload) },
  ...{ id: `${at}`, station: 'a', incarnation: 1, kseq: at, effective: `${at}` },
});

it('two people stay two until it is taken back, in the order of facts', () => {
  const two = said(1, ana, { finding: 'two-people', reference: eva });
  const back = said(2, eva, { finding: 'possible-pair', reference: ana });
  expect(pairsToldApart([two])).toEqual([pairKey(ana, eva)]);
  expect(pairsToldApart([back, two])).toEqual([]);
  expect(pairsToldApart([back, two, { ...two, id: '3', effective: '3' }])).toHaveLength(1);
});

it('a resolved finding of a day tells nobody apart', () => {
  const payload = { day: '2018-10-02', finding: 'clock', reference: 'x' };
  expect(pairsToldApart([said(1, null, payload), said(2, ana, payload)])).toEqual([]);
});
