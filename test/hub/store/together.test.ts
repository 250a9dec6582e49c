import { expect, it } from 'vitest';
import {
  insertInto,
  query,
  type Statement,
  together,
  togetherAtLast,
} from '../../../hub/store/prepared.ts';
import { errorCodeOf } from '../../../hub/store/store-error.ts';
import { lockStream, streamLock, streamMoved } from '../../../hub/store/streams.ts';
import { describeOnBothStores, type TestHub } from '../support/test-hub.ts';

const addFormerHub = query<{ key: string }, never>(({ db, at }) =>
  db.insertInto('former_hub').values({ public_key: at('key'), named_by: 'a' }),
);

const addPersonal = insertInto('personal', ['event_id', 'salt', 'payload']);

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

  it('at last are committed with the transaction, once', async () => {
    const test = await open();
    const { db } = test.store;
    await db.transaction().execute(async (tx) => {
      await lockStream(tx, 'events');
      await togetherAtLast(tx, [addFormerHub.of(tx, { key: 'one' })]);
    });
    // The same connection's next transaction ends by its own result.
    const left = db.transaction().execute(async (tx) => {
      await addFormerHub(tx, { key: 'two' });
      throw new Error('left');
    });
    await expect(left).rejects.toThrow('left');
    await db.transaction().execute((tx) => addFormerHub(tx, { key: 'three' }));
    expect(await formerHubs(test)).toEqual(['one', 'three']);
  });

  it('at last are all undone where the store refuses one, and the next transaction works', async () => {
    const test = await open();
    const keys = ['one', 'two', 'two', 'three'];
    const doubled = test.store.db.transaction().execute((tx) =>
      togetherAtLast(
        tx,
        keys.map((key) => addFormerHub.of(tx, { key })),
      ),
    );
    const error: unknown = await doubled.catch((caught: unknown) => caught);
    expect(errorCodeOf(error)).toMatch(/^(23505|SQLITE_CONSTRAINT.*)$/);
    expect(await formerHubs(test)).toEqual([]);
    await test.store.db.transaction().execute((tx) => addFormerHub(tx, { key: 'four' }));
    expect(await formerHubs(test)).toEqual(['four']);
  });

  it('at last are all undone where one cannot be sent', async () => {
    const test = await open();
    const { db } = test.store;
    const unsent = (one: Statement<never>): Statement<never> => ({
      ...one,
      parameters: () => {
        throw new Error('unsent');
      },
    });
    const broken = db.transaction().execute(async (tx) => {
      const add = (key: string) => addFormerHub.of(tx, { key });
      await togetherAtLast(tx, [add('one'), unsent(add('two')), add('three')]);
    });
    await expect(broken).rejects.toThrow('unsent');
    const rows = [{ event_id: 'a', salt: 'b', payload: 'c' }];
    const halfway = db.transaction().execute(async (tx) => {
      const [insert] = addPersonal.of(tx, rows);
      if (insert === undefined) throw new Error('no statement');
      function* lists() {
        yield ['a', 'b', 'c'];
        throw new Error('halfway');
      }
      await togetherAtLast(tx, [addFormerHub.of(tx, { key: 'four' }), { ...insert, lists }]);
    });
    await expect(halfway).rejects.toThrow('halfway');
    expect(await formerHubs(test)).toEqual([]);
    expect(await db.selectFrom('personal').selectAll().execute()).toEqual([]);
  });
});

describeOnBothStores('rows written together', (open) => {
  it('come back as they were, whatever signs are in them', async () => {
    const test = await open();
    const { db } = test.store;
    const payloads = ['', '\\N', '\\.', 'a\tb\nc\rd\\e', '\\\\t', '"\'', 'é漢😀\u2028', '\u0001'];
    const rows = Array.from({ length: 200 }, (_, at) => ({
      event_id: `${at}`.padStart(3, '0'),
      salt: 'salt',
      payload: `${payloads[at % payloads.length]}`,
    }));
    await db.transaction().execute((tx) => addPersonal(tx, rows));
    const found = await db.selectFrom('personal').selectAll().orderBy('event_id').execute();
    expect(found).toEqual(rows);
  });
});
