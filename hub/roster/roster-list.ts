import type { Delegate } from '../../domain/roster/delegate.ts';
import { codeKey } from '../../domain/tickets/registration-code.ts';
import { delegateOfText } from '../base/delegate-text.ts';
import type { HubDatabase } from '../store/tables.ts';

/** By registration code; `after` is the last code of the previous page. Deleted ones left out. */
export async function listDelegates(
  db: HubDatabase,
  page: { after: string | null; limit: number },
): Promise<Delegate[]> {
  const rows = await db
    .selectFrom('delegate')
    .where('deleted', '=', 0)
    .where('registration_key', '>', page.after === null ? '' : codeKey(page.after))
    .orderBy('registration_key')
    .limit(page.limit)
    .select('data')
    .execute();
  return rows.map(({ data }) => delegateOfText(data));
}

/**
 * Drops tombstones from before this time (UTC milliseconds): stations that are further behind read
 * the whole roster again. Returns how many were dropped.
 */
export async function dropTombstones(db: HubDatabase, before: number): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const dropped = await tx
      .deleteFrom('delegate')
      .where('deleted', '=', 1)
      .where('changed_at', '<', before)
      .returning('seq')
      .execute();
    const keptFrom = dropped.reduce((last, { seq }) => Math.max(last, seq), 0);
    // A station with a cursor before the last of them missed it and must read from the start.
    await tx
      .updateTable('stream')
      .set({ kept_from: keptFrom })
      .where('name', '=', 'roster')
      .where('kept_from', '<', keptFrom)
      .execute();
    return dropped.length;
  });
}
