import { sql } from 'kysely';
import { z } from 'zod';
import { jsonOf } from '../../domain/base/json.ts';
import { type PurgePart, purgeParts } from '../../domain/privacy/outcome.ts';
import { forgetReasons, forgetSearches } from '../accounts/audit.ts';
import { bumpDirectory } from '../base/directory-version.ts';
import { kindOf } from '../store/prepared.ts';
import { lockStream, moveStream } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';

/** Number of quarantine rows changed by one statement. */
const portion = 500;

/**
 * Deletes every row with personal data, in the given transaction. Facts, their chains and
 * commitments, stations, reports with counts, and accounts stay.
 *
 * @returns number of deleted rows of each part
 */
export async function emptyRows(tx: HubDatabase): Promise<Map<PurgePart, number>> {
  await lockStream(tx, 'events');
  const roster = await lockStream(tx, 'roster');
  await lockStream(tx, 'photos');
  const counts = new Map<PurgePart, number>();
  counts.set('payloads', await deleteAll(tx, 'personal'));
  counts.set('photos', await deleteAll(tx, 'photo'));
  counts.set('operators', await deleteAll(tx, 'operator'));
  counts.set('stop-entries', await countStops(tx));
  await tx.deleteFrom('stop_list').execute();
  const delegates = await deleteAll(tx, 'delegate');
  counts.set('delegates', delegates);
  if (delegates > 0) {
    // Stations with an earlier cursor have missed something and read the (empty) roster again.
    await moveStream(tx, 'roster', roster.seq + 1);
    await tx
      .updateTable('stream')
      .set({ kept_from: roster.seq + 1 })
      .where('name', '=', 'roster')
      .execute();
  }
  counts.set('quarantine', await stripQuarantine(tx));
  counts.set('activity', await forgetSearches(tx));
  await forgetReasons(tx);
  // Otherwise the next reading would bring people back.
  for (const table of ['connector_parked', 'connector_person', 'connector'] as const) {
    await tx.deleteFrom(table).execute();
  }
  await bumpDirectory(tx);
  return counts;
}

type Emptied = 'personal' | 'operator' | 'delegate' | 'photo';

async function deleteAll(tx: HubDatabase, table: Emptied): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom(table).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

const stopListSchema = z.object({ list: z.object({ entries: z.array(z.unknown()) }) });

async function countStops(tx: HubDatabase): Promise<number> {
  const row = await tx.selectFrom('stop_list').select('signed').executeTakeFirst();
  const parsed = row === undefined ? undefined : stopListSchema.safeParse(jsonOf(row.signed)).data;
  return parsed?.list.entries.length ?? 0;
}

const rawSchema = z.object({
  kseq: z.int(),
  hash: z.string(),
  body: z.string(),
  personal: z.unknown(),
  signature: z.string().nullable().optional(),
});

/** Removes the payloads of quarantined items. The items stay, as they may be links of a chain. */
async function stripQuarantine(tx: HubDatabase): Promise<number> {
  let stripped = 0;
  let after = '';
  for (;;) {
    const rows = await tx
      .selectFrom('quarantine')
      .where('id', '>', after)
      .orderBy('id')
      .limit(portion)
      .select(['id', 'raw'])
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return stripped;
    after = last.id;
    for (const { id, raw } of rows) {
      const read = rawSchema.safeParse(jsonOf(raw)).data;
      if (read === undefined || read.personal === null) continue;
      const { kseq, hash, body, signature = null } = read;
      const bare = JSON.stringify({ kseq, hash, body, personal: null, signature });
      await tx.updateTable('quarantine').set({ raw: bare }).where('id', '=', id).execute();
      stripped += 1;
    }
  }
}

/**
 * Rewrites the store, so that nothing of the deleted rows is left in free pages or in the log. Call
 * it outside any transaction. SQLite: file and log; PostgreSQL: its tables (archives and dumps
 * belong to the administrator).
 */
export async function compact(db: HubDatabase): Promise<void> {
  if (kindOf(db) === 'sqlite') {
    await sql`VACUUM`.execute(db);
    await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
    return;
  }
  for (const table of [
    'personal',
    'operator',
    'delegate',
    'photo',
    'quarantine',
    'stop_list',
    'audit',
    'approval',
    'connector_parked',
    'connector_person',
    'connector',
  ]) {
    await sql`VACUUM FULL ${sql.table(table)}`.execute(db);
  }
}

const countsSchema = z.partialRecord(z.enum(purgeParts), z.int());

export function readCounts(text: string): Map<PurgePart, number> {
  const found = countsSchema.parse(JSON.parse(text));
  return new Map(
    purgeParts.flatMap((part) => (found[part] === undefined ? [] : [[part, found[part]]])),
  );
}

/** Counts as stored, without zeros. */
export function countsText(counts: ReadonlyMap<PurgePart, number>): string {
  return JSON.stringify(Object.fromEntries([...counts].filter(([, count]) => count > 0)));
}

export function added(
  counts: ReadonlyMap<PurgePart, number>,
  more: ReadonlyMap<PurgePart, number>,
): Map<PurgePart, number> {
  return new Map(purgeParts.map((part) => [part, (counts.get(part) ?? 0) + (more.get(part) ?? 0)]));
}
