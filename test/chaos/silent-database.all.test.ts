import { Kysely, sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { postgresDialect } from '../../hub/store/postgres.ts';
import { problemOf } from '../../hub/store/store-error.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { type FaultProxy, openFaultProxy } from './fault-proxy.ts';

let server: TestPostgres;
let proxy: FaultProxy;
beforeAll(async () => {
  server = await startPostgres({ fsync: false });
  proxy = await openFaultProxy(() => server.port);
});
afterAll(async () => {
  await proxy.close();
  await server.dispose();
});

it('a database that is gone without a word is given up, and found again', async () => {
  const url = new URL(server.url);
  url.port = String(proxy.port);
  const lost: string[] = [];
  const dialect = postgresDialect(url.href, ({ message }) => lost.push(message), 2_000);
  const db = new Kysely<object>({ dialect });
  try {
    const ask = () => sql`SELECT 1`.execute(db);
    await ask();
    // Only the end of the test ends this fault.
    const silence = proxy.halve('client', 600_000);
    const error: unknown = await ask().catch((thrown: unknown) => thrown);
    expect(problemOf(error)?.code).toBe('busy');
    expect(lost.join()).toContain('silent');
    // On a new connection, though the old one still hangs.
    await ask();
    const inTransaction = db.transaction().execute(async (tx) => {
      await sql`SELECT 1`.execute(tx);
      proxy.heal();
      await silence;
      void proxy.halve('client', 600_000);
      await sql`SELECT 2`.execute(tx);
    });
    const thrown: unknown = await inTransaction.catch((reason: unknown) => reason);
    expect(problemOf(thrown)?.code).toBe('busy');
    await ask();
  } finally {
    await db.destroy();
  }
});
