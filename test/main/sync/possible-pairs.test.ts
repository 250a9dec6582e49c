import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { nameKey } from '../../../domain/roster/compare-names.ts';
import type { RosterEntry } from '../../../domain/roster/roster-entry.ts';
import { makePerson, ticketHashes } from '../../../domain/tickets/issued-codes.ts';
import { newEntry } from '../../../intake/read-people.ts';
import { registerWalkIn } from '../../../main/check-in/roster-changes.ts';
import { changePeople } from '../../../main/people/change-people.ts';
import { PeopleIndex } from '../../../main/people/people-index.ts';
import { createPairs, tellApart } from '../../../main/people/possible-pairs.ts';
import { sampleMaking } from '../../support/sample-event.ts';
import { cleanUp, makeDesk, type SyncDesk, startRig } from './support.ts';

afterEach(cleanUp);

interface Named {
  given: string;
  family: string;
}

function register({ context, caller }: SyncDesk, { given, family }: Named): string {
  const names = { givenName: given, familyName: family, printedName: `${given} ${family}` };
  const others = { title: '', nativeName: '', jobTitle: '', administration: 'Customs' };
  const person = { ...names, ...others, delegation: 'BEL', category: 'delegate' };
  const approval = { approver: 'J. Chief', reference: '' };
  return registerWalkIn(context, caller, { ...approval, person, identity: null }).delegateId;
}

const pairsOf = (desk: SyncDesk) => createPairs(desk.context, new PeopleIndex());
const ids = async (pairs: ReturnType<typeof pairsOf>): Promise<string[][]> =>
  (await pairs.list()).map((pair) => pair.map(({ id }) => id).sort());

const ana: Named = { given: 'Ana', family: 'MARÍA' };

async function apart() {
  const rig = await startRig();
  await rig.importPeople(3);
  const a = await makeDesk(rig, { name: 'A' });
  const b = await makeDesk(rig, { name: 'B' });
  await a.sync();
  await b.sync();
  const pair = [register(a, ana), register(b, ana)];
  register(a, { ...ana, given: 'Eva' });
  for (const desk of [a, b, a]) await desk.sync();
  return { a, b, pair };
}

it('one person registered at two desks that were apart is a pair at both, and none is gone', async () => {
  const { a, b, pair } = await apart();
  for (const desk of [a, b]) expect(await ids(pairsOf(desk))).toEqual([pair.toSorted()]);
});

it('two people, said at one desk, is known at the other', async () => {
  const { a, b, pair } = await apart();
  const known = pairsOf(b);
  expect(await ids(known)).toHaveLength(1);
  const [one = '', other = ''] = pair;
  tellApart(a.context, a.caller, { ids: [one, other], areTwo: true });
  expect(await ids(pairsOf(a))).toEqual([]);
  await a.sync();
  await b.sync();
  expect(await ids(known)).toEqual([]);
  tellApart(b.context, b.caller, { ids: [other, one], areTwo: false });
  for (const desk of [b, a]) await desk.sync();
  for (const desk of [a, b]) expect(await ids(pairsOf(desk))).toEqual([pair.toSorted()]);
});

it('one of the two that is cancelled is no pair, and is one again after undo', async () => {
  const { a, pair } = await apart();
  const pairs = pairsOf(a);
  const changes = [{ ids: pair.slice(0, 1), change: { status: 'cancelled' as const } }];
  const { undo } = changePeople(a.context, a.caller, { changes });
  expect(await ids(pairs)).toEqual([]);
  changePeople(a.context, a.caller, { changes: undo });
  expect(await ids(pairs)).toHaveLength(1);
});

/** A name as it is written at each place: the person is the same. */
const spellings: readonly ((name: Named) => Named)[] = [
  (name) => name,
  ({ given, family }) => ({ given: given.toUpperCase(), family: family.toLowerCase() }),
  ({ given, family }) => ({ given: given.normalize('NFD'), family: family.normalize('NFD') }),
  // Family name first.
  ({ given, family }) => ({ given: family, family: given }),
];
/** Where one person gets a key of their own. */
const places = ['at A', 'at B', 'in a list with codes', 'in a list without codes'] as const;
const comer = fc.record({
  given: fc.constantFrom('Ana', 'José', 'Zoë', 'Łukasz', 'Мария', '小明'),
  family: fc.constantFrom('Silva', 'Müller', 'Ñandú', 'de la Cruz', '王'),
  at: fc.subarray([...places], { minLength: 1 }),
  spelling: fc.nat({ max: spellings.length - 1 }),
});

function listedAs({ given, family }: Named, number: number, hasCode: boolean): RosterEntry {
  const names = { printedName: `${given} ${family}`, givenName: given, familyName: family };
  const values = { ...names, delegation: 'BEL', category: 'delegate' };
  if (hasCode) return newEntry({ registrationCode: `C-${number}`, values }, sampleMaking);
  const made = makePerson(`email:p${number}@example.org`, sampleMaking);
  return { ...made, ticketHashes: ticketHashes(made.id, sampleMaking), values };
}

it('whoever got several keys at places that were apart is shown as pairs at every desk, and nobody else', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(comer, {
        minLength: 1,
        maxLength: 8,
        selector: ({ given, family }) => nameKey(`${given} ${family}`),
      }),
      fc.nat(),
      async (comers, choice) => {
        const rig = await startRig();
        await rig.importPeople(3);
        const a = await makeDesk(rig, { name: 'A' });
        const b = await makeDesk(rig, { name: 'B' });
        for (const desk of [a, b]) await desk.sync();
        const listed: RosterEntry[] = [];
        const expected = comers.flatMap(({ at, spelling, ...name }, index) => {
          const ids = at.map((place, turn) => {
            const written = spellings[(spelling + turn) % spellings.length]?.(name) ?? name;
            if (place === 'at A') return register(a, written);
            if (place === 'at B') return register(b, written);
            const entry = listedAs(written, index, place === 'in a list with codes');
            listed.push(entry);
            return entry.id;
          });
          return ids.flatMap((one, at) => ids.slice(at + 1).map((other) => [one, other].sort()));
        });
        await rig.hub.importRoster(listed, 'later.csv');
        for (const desk of [a, b, a]) await desk.sync();
        for (const desk of [a, b]) {
          expect((await ids(pairsOf(desk))).sort()).toEqual(expected.toSorted());
        }
        const told = expected[choice % Math.max(expected.length, 1)];
        const [one, other] = told ?? [];
        if (one === undefined || other === undefined) return await cleanUp();
        tellApart(b.context, b.caller, { ids: [one, other], areTwo: true });
        for (const desk of [b, a]) await desk.sync();
        for (const desk of [a, b]) {
          const rest = expected.filter((pair) => pair !== told).sort();
          expect((await ids(pairsOf(desk))).sort()).toEqual(rest);
        }
        await cleanUp();
      },
    ),
    { numRuns: 10 },
  );
});
