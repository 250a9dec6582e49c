import { expect, it } from 'vitest';
import type { GroupCalls } from '../../../renderer/delegations/group.ts';
import { type GroupState, groupVerbs } from '../../../renderer/delegations/use-group.ts';

const people = [1, 2, 3].map((number) => ({ id: `${number}`, printedName: '', serialText: '' }));

it('a second key counts for nobody until what the first one did is shown', async () => {
  const asked: string[] = [];
  const unanswered = () => Promise.reject(new Error('no answer'));
  const calls: GroupCalls = {
    newKey: () => 'key',
    checkIn: ({ target }) => {
      if (target.kind === 'delegate') asked.push(target.delegateId);
      return unanswered();
    },
    handOver: unanswered,
    undoCheckIn: unanswered,
    undoHandOver: unanswered,
  };
  let latest: GroupState = { kind: 'one-by-one', people, at: 0, results: new Map(), busy: false };
  const shown = () =>
    groupVerbs({
      calls,
      state: latest,
      latest: () => latest,
      set: (next) => {
        latest = next(latest);
      },
      run: async () => {},
      tell: () => {},
    });
  // Two keys before React shows the effect of the first, as on a busy computer.
  const before = shown();
  before.next('passport');
  before.next('passport');
  await expect.poll(() => latest).toMatchObject({ at: 1, busy: false });
  before.next('passport');
  before.next(null);
  expect([asked, latest]).toMatchObject([['1'], { at: 1 }]);
  shown().next(null);
  await expect.poll(() => latest).toMatchObject({ at: 2 });
});
