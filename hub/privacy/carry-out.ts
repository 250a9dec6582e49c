import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { type FileLeft, fileLeftSchema } from '../../domain/privacy/outcome.ts';
import type { HubContext } from '../base/context.ts';
import { deleteWritten } from '../store/purge-files.ts';
import type { PurgeTable } from '../store/purge-tables.ts';
import { lockStream } from '../store/streams.ts';
import { added, compact, countsText, emptyRows, readCounts } from './empty.ts';
import { listOrders } from './orders.ts';
import { forgetWritten, listWritten } from './written-files.ts';

/** Name of the lock that lets one process of the hub at a time purge. */
const purging = 'purge';

/**
 * Carries out every open order here at the hub, and retries files that an earlier run left. After a
 * crash or a kill the next call continues: rows are deleted in one transaction with their count,
 * files one by one.
 */
export async function carryOut(context: HubContext): Promise<void> {
  await context.alone(purging, () => carryOutAll(context));
}

/**
 * {@link carryOut}, unless another process is doing it.
 *
 * @param order gives a further order that is due, under the same lock
 */
export async function carryOutIfFree(
  context: HubContext,
  order?: () => Promise<void>,
): Promise<void> {
  await context.aloneIfFree(purging, async () => {
    await carryOutAll(context);
    if (order === undefined) return;
    await order();
    await carryOutAll(context);
  });
}

/** Stores the orders in a file beside the store, where a restored store finds them again. */
export async function rememberOrders({ store, files }: HubContext): Promise<void> {
  const orders = await listOrders(store.db);
  if (orders.length > 0) files?.remember(orders);
}

async function carryOutAll(context: HubContext): Promise<void> {
  const { db } = context.store;
  const purges = await db.selectFrom('purge').selectAll().execute();
  const open = purges.filter(({ done }) => done === null);
  // First: a backup restored from here on finds the order again.
  if (open.length > 0) await rememberOrders(context);
  for (const purge of open) await carryOutOne(context, purge);
  const leaving = purges.filter(({ done, files_left: left }) => done !== null && left !== '[]');
  if (leaving.length > 0) await deleteWrittenFiles(context, null);
}

async function carryOutOne(context: HubContext, purge: PurgeTable): Promise<void> {
  const { db, kind } = context.store;
  if (purge.emptied === 0) {
    const seq = await db.transaction().execute(async (tx) => {
      await lockStream(tx, 'events');
      // The process may have lost the lock, and another may have begun.
      const { emptied } = await tx
        .selectFrom('purge')
        .where('id', '=', purge.id)
        .select('emptied')
        .executeTakeFirstOrThrow();
      if (emptied === 1) return null;
      const counts = countsText(await emptyRows(tx));
      const left = kind === 'postgres' ? [postgresDumps] : [];
      await tx
        .updateTable('purge')
        .set({ counts, emptied: 1, files_left: JSON.stringify(left) })
        .where('id', '=', purge.id)
        .execute();
      const stream = await tx
        .selectFrom('stream')
        .where('name', '=', 'roster')
        .select('seq')
        .executeTakeFirstOrThrow();
      return stream.seq;
    });
    if (seq !== null) context.announce({ roster: seq, directory: true, purged: true });
  }
  await deleteWrittenFiles(context, purge.id);
  await deleteStores(context, purge.id);
  await compact(db);
  await db.updateTable('purge').set({ done: context.clock() }).where('id', '=', purge.id).execute();
  context.log.info({ purge: purge.id }, 'purged');
  // Removes the copies that SQLite keeps of recent writes.
  await compact(db);
}

/** PostgreSQL's dumps and archives belong to the administrator: the hub sees none of them. */
const postgresDumps: FileLeft = { path: 'PostgreSQL: dumps, archives', why: 'not-seen' };

/**
 * Deletes files that the hub or its commands wrote, for the order with this id and every earlier
 * one that left one of them. Null retries only files that were left. A deleted file's row is
 * deleted too; a file that remains stays listed by name.
 */
async function deleteWrittenFiles(context: HubContext, id: string | null): Promise<void> {
  const { db } = context.store;
  for (const { path, sha256 } of await listWritten(context)) {
    const purges = await db.selectFrom('purge').selectAll().execute();
    const concerned = purges.filter(
      (purge) => purge.id === id || readLeft(purge.files_left).some((one) => one.path === path),
    );
    if (concerned.length === 0) continue;
    // The store of the hub before a take-over has no path here.
    const why = isAbsolute(path) ? await deleteWritten(path, [sha256]) : 'not-seen';
    await db.transaction().execute(async (tx) => {
      for (const purge of concerned) {
        const isFirst = purge.id === (id ?? concerned[0]?.id);
        const deleted = new Map([['files', why === null && isFirst ? 1 : 0]] as const);
        const counts = countsText(added(readCounts(purge.counts), deleted));
        const left = readLeft(purge.files_left).filter((one) => one.path !== path);
        if (why !== null) left.push({ path, why });
        await tx
          .updateTable('purge')
          .set({ counts, files_left: JSON.stringify(left) })
          .where('id', '=', purge.id)
          .execute();
      }
      if (why === null) await tx.deleteFrom('written_file').where('path', '=', path).execute();
    });
    if (why === null) await forgetWritten(context, path);
  }
}

async function deleteStores(context: HubContext, id: string): Promise<void> {
  const deleted = context.files?.deleteStores() ?? 0;
  if (deleted === 0) return;
  const { db } = context.store;
  const { counts } = await db
    .selectFrom('purge')
    .where('id', '=', id)
    .select('counts')
    .executeTakeFirstOrThrow();
  const sum = added(readCounts(counts), new Map([['stores', deleted]]));
  await db
    .updateTable('purge')
    .set({ counts: countsText(sum) })
    .where('id', '=', id)
    .execute();
}

/** Reads the list of files that a purge left, as stored in its row. */
export function readLeft(text: string): FileLeft[] {
  return z.array(fileLeftSchema).parse(JSON.parse(text));
}
