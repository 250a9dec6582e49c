import { expect, test } from 'vitest';
import { openHubStore } from '../../../hub/store/open-store.ts';
import { lockStream } from '../../../hub/store/streams.ts';
import { hasPostgres, startPostgres } from '../../support/postgres.ts';
import { testHubOn } from '../support/test-hub.ts';
import { problemOf } from '../support/test-requests.ts';

/** `idle_in_transaction_session_timeout`, appendix A of PostgreSQL's manual. */
const idleInTransaction = '25P03';

test.runIf(hasPostgres)(
  'PostgreSQL: a hub that hangs in a transaction holds up the others for seconds, not for ever',
  async () => {
    const postgres = await startPostgres({ fsync: false });
    const url = await postgres.createDatabase();
    let lost: (error: Error) => void = () => {};
    const ended = new Promise<Error>((resolve) => {
      lost = resolve;
    });
    const store = await openHubStore({ kind: 'postgres', url });
    const hanging = await openHubStore({ kind: 'postgres', url }, (error) => lost(error));
    try {
      const bench = await testHubOn(store);
      const desk = await bench.enrol();
      desk.chain.add();
      const caller = await desk.caller();
      const request = desk.chain.push();
      let locked: () => void = () => {};
      const isLocked = new Promise<void>((resolve) => {
        locked = resolve;
      });
      const hung = hanging.db.transaction().execute(async (tx) => {
        await lockStream(tx, 'events');
        locked();
        await ended;
        await lockStream(tx, 'events');
      });
      const outcome = hung.then(
        () => 'committed',
        () => 'broken off',
      );
      await isLocked;
      // The lock's timeout comes first: a waiting request gets "busy" and is repeated.
      const refused = await problemOf(bench.hub.push(caller, request));
      expect(refused).toMatchObject({ code: 'busy', detail: 'store', retryAfter: 1_000 });
      // Requests without a lock work meanwhile.
      expect((await bench.hub.overview()).streams.events).toBe(0);
      // Then PostgreSQL ends the session that is idle in its transaction.
      expect(await ended).toMatchObject({ code: idleInTransaction });
      expect(await bench.hub.push(caller, request)).toMatchObject({ stored: 1 });
      expect(await outcome).toBe('broken off');
      expect(await bench.hub.checkAll()).toEqual([]);
      // The hung hub's pool provides a good connection again.
      expect(await hanging.db.selectFrom('station').selectAll().execute()).toHaveLength(1);
    } finally {
      await Promise.all([store.close(), hanging.close()]);
      await postgres.dispose();
    }
  },
  60_000,
);
