import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hubStoreOf } from '../../hub/store/open-store.ts';
import { problemOf } from '../../hub/store/store-error.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-full-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('a full disk is told as such, though SQLite has rolled back by itself', async () => {
  const database = new BetterSqlite3(join(folder, 'hub.db'));
  const store = hubStoreOf(database);
  database.pragma('max_page_count = 1');
  const fill = store.db.transaction().execute(async (tx) => {
    for (;;)
      await sql`INSERT INTO former_hub (public_key, named_by) VALUES (hex(randomblob(2000)), 'a')`.execute(
        tx,
      );
  });
  const error: unknown = await fill.catch((thrown: unknown) => thrown);
  expect(problemOf(error)).toMatchObject({ code: 'busy', detail: 'disk full' });
  database.pragma('max_page_count = 100000');
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM former_hub`.execute(store.db);
  expect(rows).toEqual([{ n: 0 }]);
  await store.close();
});
