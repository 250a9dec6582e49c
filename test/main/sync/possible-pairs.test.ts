import { afterEach, expect, it } from 'vitest';
import { registerWalkIn } from '../../../main/check-in/roster-changes.ts';
import { changePeople } from '../../../main/people/change-people.ts';
import { PeopleIndex } from '../../../main/people/people-index.ts';
import { createPairs, tellApart } from '../../../main/people/possible-pairs.ts';
import { cleanUp, makeDesk, type SyncDesk, startRig } from './support.ts';

afterEach(cleanUp);

function register({ context, caller }: SyncDesk, givenName: string): string {
  const names = { givenName, familyName: 'María', printedName: `${givenName} MARÍA` };
  const others = { title: '', nativeName: '', jobTitle: '', administration: 'Customs' };
  const person = { ...names, ...others, delegation: 'BEL', category: 'delegate' };
  const approval = { approver: 'J. Chief', reference: '' };
  return registerWalkIn(context, caller, { ...approval, person, identity: null }).delegateId;
}

const pairsOf = (desk: SyncDesk) => createPairs(desk.context, new PeopleIndex());
const ids = async (pairs: ReturnType<typeof pairsOf>): Promise<string[][]> =>
  (await pairs.list()).map((pair) => pair.map(({ id }) => id).sort());

async function apart() {
  const rig = await startRig();
  await rig.importPeople(3);
  const a = await makeDesk(rig, { name: 'A' });
  const b = await makeDesk(rig, { name: 'B' });
  await a.sync();
  await b.sync();
  const pair = [register(a, 'Ana'), register(b, 'Ana')];
  register(a, 'Eva');
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
