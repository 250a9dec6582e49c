import { z } from 'zod';
import { type FileLeft, fileLeftSchema } from '../../../domain/purge/outcome.ts';
import { deleteWritten } from '../../store/purge-files.ts';
import type { PurgeTable } from '../../store/purge-tables.ts';
import type { HubContext } from '../context.ts';
import { added, compact, countsText, emptyRows, readCounts } from './empty.ts';
import { listOrders } from './orders.ts';

/**
 * Carries out every order that is not done yet, here at the hub. Whatever ends it in between (a crash, a kill),
 * the next call goes on: rows go in one transaction together with their count, files one by one.
 */
export async function carryOut(context: HubContext): Promise<void> {
  const { db } = context.store;
  const open = await db.selectFrom('purge').where('done', 'is', null).selectAll().execute();
  if (open.length === 0) return;
  // First of all beside the store: a backup that is restored from here on meets the order again.
  context.files?.remember(await listOrders(db));
  for (const purge of open) await carryOutOne(context, purge);
}

async function carryOutOne(context: HubContext, purge: PurgeTable): Promise<void> {
  const { db } = context.store;
  if (purge.emptied === 0) {
    const seq = await db.transaction().execute(async (tx) => {
      const counts = countsText(await emptyRows(tx));
      await tx
        .updateTable('purge')
        .set({ counts, emptied: 1 })
        .where('id', '=', purge.id)
        .execute();
      const stream = await tx
        .selectFrom('stream')
        .where('name', '=', 'roster')
        .select('seq')
        .executeTakeFirstOrThrow();
      return stream.seq;
    });
    context.announce({ roster: seq, directory: true, purged: true });
  }
  await deleteBackups(context, purge.id);
  await deleteStores(context, purge.id);
  await compact(db);
  await db.updateTable('purge').set({ done: context.clock() }).where('id', '=', purge.id).execute();
  context.log.info({ purge: purge.id }, 'purged');
  // The copies that SQLite keeps of what was written last.
  await compact(db);
}

/** Each backup's row goes with it; one that was left stays in the purge's list, by name. */
async function deleteBackups(context: HubContext, id: string): Promise<void> {
  const { db } = context.store;
  const files = await db.selectFrom('written_file').orderBy('path').selectAll().execute();
  for (const { path, sha256 } of files) {
    const why = await deleteWritten(path, sha256);
    await db.transaction().execute(async (tx) => {
      await tx.deleteFrom('written_file').where('path', '=', path).execute();
      const purge = await tx
        .selectFrom('purge')
        .where('id', '=', id)
        .selectAll()
        .executeTakeFirstOrThrow();
      const counts = added(readCounts(purge.counts), new Map([['files', why === null ? 1 : 0]]));
      const left = [...readLeft(purge.files_left), ...(why === null ? [] : [{ path, why }])];
      await tx
        .updateTable('purge')
        .set({ counts: countsText(counts), files_left: JSON.stringify(left) })
        .where('id', '=', id)
        .execute();
    });
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

/** Files that a purge left, as its row has them. */
export function readLeft(text: string): FileLeft[] {
  return z.array(fileLeftSchema).parse(JSON.parse(text));
}
