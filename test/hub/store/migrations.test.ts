import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openHubStore } from '../../../hub/store/open-store.ts';
import { migratePostgres, postgresDialect } from '../../../hub/store/postgres.ts';
import type { HubMigration } from '../../../hub/store/schema-version.ts';
import { migrateSqlite, openSqlite, sqliteDialect } from '../../../hub/store/sqlite.ts';
import { hasPostgres, startPostgres, type TestPostgres } from '../../support/postgres.ts';

interface OpenStore {
  db: Kysely<unknown>;
  migrate(steps?: readonly HubMigration[]): Promise<void>;
}

let postgres: TestPostgres;
beforeAll(async () => {
  if (hasPostgres) postgres = await startPostgres({ fsync: false });
}, 120_000);
afterAll(() => postgres?.dispose());

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const step = (name: string, table: string): HubMigration => ({
  name,
  sql: () => `CREATE TABLE ${table} (x TEXT); -- ${name}\n`,
});
const first = step('001', 'a');
const second = step('002', 'b');
const other = step('001', 'c');
const broken: HubMigration = { name: '002', sql: () => 'CREATE TABLE b (x TEXT); SELECT no_such;' };

const kinds = hasPostgres ? (['sqlite', 'postgres'] as const) : (['sqlite'] as const);

describe.each(kinds)('on %s', (kind) => {
  const isThere = async ({ db }: OpenStore, table: string): Promise<boolean> => {
    const found = await db.introspection.getTables();
    return found.some(({ name }) => name === table);
  };

  test('what is missing is applied, once; what is there stays', async () => {
    const store = await open(kind);
    await store.migrate([first]);
    await sql`INSERT INTO a VALUES ('kept')`.execute(store.db);
    await store.migrate([first, second]);
    await store.migrate([first, second]);
    expect(await isThere(store, 'b')).toBe(true);
    expect((await sql`SELECT x FROM a`.execute(store.db)).rows).toEqual([{ x: 'kept' }]);
  });

  test('a migration that fails leaves nothing, and is tried again', async () => {
    const store = await open(kind);
    await store.migrate([first]);
    await expect(store.migrate([first, broken])).rejects.toThrow(/no such column|does not exist/);
    expect(await isThere(store, 'b')).toBe(false);
    await store.migrate([first, second]);
    expect(await isThere(store, 'b')).toBe(true);
  });

  test('a newer version’s store is refused', async () => {
    const store = await open(kind);
    await store.migrate([first, second]);
    await expect(store.migrate([first])).rejects.toMatchObject({ code: 'from-the-future' });
  });

  test('a store of a development version is refused as such', async () => {
    const store = await open(kind);
    await store.migrate([other]);
    await expect(store.migrate([first, second])).rejects.toMatchObject({ code: 'pre-release' });
    await expect(store.migrate()).rejects.toMatchObject({ code: 'pre-release' });
    expect(await isThere(store, 'a')).toBe(false);
  });
});

test('a development version’s store of more steps than today’s is not taken for a newer version’s', async () => {
  const path = join(tmpdir(), `lanyard-hub-${randomUUID()}.db`);
  ends.push(async () => rmSync(path, { force: true }));
  const database = openSqlite({ kind: 'sqlite', path, key: null, nativeBinding: undefined });
  database.pragma('user_version = 7');
  database.close();
  const opened = openHubStore({ kind: 'sqlite', path, key: null, nativeBinding: undefined });
  await expect(opened).rejects.toMatchObject({ code: 'pre-release' });
  if (!hasPostgres) return;
  const store = await open('postgres');
  await sql`CREATE TABLE hub_migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL)`.execute(
    store.db,
  );
  await sql`INSERT INTO hub_migration VALUES (1, '001-first'), (2, '002-day-reports')`.execute(
    store.db,
  );
  await expect(store.migrate()).rejects.toMatchObject({ code: 'pre-release' });
});

async function open(kind: 'sqlite' | 'postgres'): Promise<OpenStore> {
  if (kind === 'postgres') {
    const url = await postgres.createDatabase();
    const db = new Kysely<unknown>({ dialect: postgresDialect(url, () => {}) });
    ends.push(() => db.destroy());
    return { db, migrate: (steps) => migratePostgres(db, steps) };
  }
  const database = openSqlite({
    kind,
    key: null,
    path: ':memory:',
    nativeBinding: undefined,
  });
  const db = new Kysely<unknown>({ dialect: sqliteDialect(database) });
  ends.push(() => db.destroy());
  return { db, migrate: async (steps) => migrateSqlite(database, steps) };
}
