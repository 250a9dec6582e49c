import { sql } from 'kysely';
import type { HubStore } from './open-store.ts';
import { assertNoHub, lockStarts } from './postgres.ts';
import { HubStoreError } from './store-error.ts';

/**
 * Ensures that every process of a hub on PostgreSQL serves with one authority: stations trust no
 * other, and authenticators are sealed with its key. The first authority's fingerprint is kept with
 * the database, as the comment of its table `hub`. An SQLite store is beside its authority.
 *
 * @param fingerprint of this process's authority, hex
 * @param replaces whether this authority replaces a lost one
 * @throws HubStoreError `other-authority`; `in-use` if a hub runs while one is to be replaced
 */
export async function holdAuthority(
  { db, kind }: HubStore,
  fingerprint: string,
  replaces: boolean,
): Promise<void> {
  if (kind !== 'postgres') return;
  await db.transaction().execute(async (tx) => {
    await lockStarts(tx);
    const { rows } = await sql<{
      said: string | null;
    }>`SELECT obj_description('hub'::regclass, 'pg_class') AS said`.execute(tx);
    const said = rows[0]?.said ?? null;
    const mine = `authority ${fingerprint}`;
    if (said === mine) return;
    if (said !== null) {
      if (!replaces) throw new HubStoreError('other-authority');
      await assertNoHub(tx);
    }
    await sql`COMMENT ON TABLE hub IS ${sql.lit(mine)}`.execute(tx);
  });
}
