import { expect, it } from 'vitest';
import { query, together } from '../../../hub/store/prepared.ts';
import { streamLock, streamMoved } from '../../../hub/store/streams.ts';
import { errorCodeOf } from '../../../hub/store/trouble.ts';
import { describeOnBothStores, type TestHub } from '../support/test-hub.ts';

const addFormerHub = query<{ key: string }, never>(({ db, at }) =>
  db.insertInto('former_hub').values({ public_key: at('key') }),
);

async function formerHubs({ store }: TestHub): Promise<string[]> {
  const rows = await store.db.selectFrom('former_hub').select('public_key').execute();
  return rows.map((row) => row.public_key);
}

describeOnBothStores('statements that go to the store together', (open) => {
  it('run in their order, and each has its own answer', async () => {
    const test = await open();
    const found = await test.store.db
      .transaction()
      .execute((tx) =>
        together(tx, [
          streamLock(tx, 'events'),
          streamMoved(tx, 'events', 7),
          streamLock(tx, 'events'),
          addFormerHub.of(tx, { key: 'one' }),
          streamLock(tx, 'roster'),
        ] as const),
      );
    expect(found.map((rows) => rows.map(({ seq }) => seq))).toEqual([[0], [], [7], [], [0]]);
    expect(await formerHubs(test)).toEqual(['one']);
  });

  it('are all undone where one fails, which says why', async () => {
    const test = await open();
    const doubled = test.store.db.transaction().execute(async (tx) => {
      const keys = ['one', 'two', 'two', 'three'];
      await together(
        tx,
        keys.map((key) => addFormerHub.of(tx, { key })),
      );
    });
    const error: unknown = await doubled.catch((caught: unknown) => caught);
    expect(errorCodeOf(error)).toMatch(/^(23505|SQLITE_CONSTRAINT.*)$/);
    expect(await formerHubs(test)).toEqual([]);
  });
});
