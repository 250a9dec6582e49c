import { expect, it } from 'vitest';
import { maxPeopleChanged, type PeopleChange } from '../../../domain/people/people-list.ts';
import { changeMany } from '../../../ui/people/change-many.ts';

const ids = Array.from({ length: 2 * maxPeopleChanged + 1 }, (_, at) => `p${at}`);
const said = { status: 'cancelled' } as const;

/** Answers each request, but rejects the one with this number (from 1). */
function changing({ failing = 0 } = {}) {
  const asked: string[][] = [];
  const change = async ([first]: PeopleChange[]) => {
    const some = first?.ids ?? [];
    asked.push([...some]);
    if (asked.length === failing) throw new Error('away');
    const undo = [{ ids: some.slice(0, 1), change: { status: 'confirmed' as const } }];
    return { changed: some.length, undo };
  };
  return { asked, change };
}

it('changes everyone once, and undoes the last request first', async () => {
  const { asked, change } = changing();
  const parts: number[] = [];
  const onPart = (done: number): void => void parts.push(done);
  const answer = await changeMany(change, { ids, said }, { onPart, isStopped: () => false });
  expect(asked.flat()).toEqual(ids);
  expect(parts).toEqual([maxPeopleChanged, 2 * maxPeopleChanged, ids.length]);
  expect(answer).toMatchObject({ changed: ids.length, error: null, isWhole: true });
  const undone = answer.undos.map(([one]) => one?.ids[0]);
  expect(undone).toEqual([`p${2 * maxPeopleChanged}`, `p${maxPeopleChanged}`, 'p0']);
});

it('says what was changed before a request failed, and how it is undone', async () => {
  const { asked, change } = changing({ failing: 2 });
  const ways = { onPart: () => {}, isStopped: () => false };
  const answer = await changeMany(change, { ids, said }, ways);
  expect(asked).toHaveLength(2);
  expect(answer).toMatchObject({ changed: maxPeopleChanged, isWhole: false });
  expect(answer.error).toMatchObject({ message: 'away' });
  expect(answer.undos).toHaveLength(1);
});

it('ends after the present request once it is stopped', async () => {
  const { asked, change } = changing();
  const isStopped = (): boolean => asked.length === 1;
  const answer = await changeMany(change, { ids, said }, { onPart: () => {}, isStopped });
  expect(asked).toHaveLength(1);
  expect(answer).toMatchObject({ changed: maxPeopleChanged, error: null, isWhole: false });
});
