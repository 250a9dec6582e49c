import type { HubContext } from '../base/context.ts';
import type { WrittenBackup } from '../store/purge-files.ts';
import type { HubDatabase } from '../store/tables.ts';

/** Placeholder hash of a backup that was begun, or that a store restored from it does not know. */
const unknownHash = '0'.repeat(64);

/** Records a backup, in the store and in a file beside it; without its hash before it is made. */
export async function noteBackup(
  context: HubContext,
  path: string,
  sha256: string = unknownHash,
): Promise<void> {
  await putRow(context.store.db, { path, sha256, written: context.clock() });
  await rememberRows(context);
}

/** Removes a backup that was deleted or never made. */
export async function forgetBackup(context: HubContext, path: string): Promise<void> {
  await context.store.db.deleteFrom('written_file').where('path', '=', path).execute();
  await rememberRows(context);
}

/** Every backup that is not known to be erased. */
export async function listBackups(context: HubContext): Promise<WrittenBackup[]> {
  return await context.store.db.selectFrom('written_file').orderBy('path').selectAll().execute();
}

/** Imports the backups recorded beside a restored store. Throws if that file was altered. */
export async function adoptBackups(context: HubContext): Promise<void> {
  const { db } = context.store;
  for (const backup of context.files?.backups() ?? []) await putRow(db, backup);
}

async function putRow(db: HubDatabase, { path, sha256, written }: WrittenBackup): Promise<void> {
  await db
    .insertInto('written_file')
    .values({ path, sha256, written })
    .onConflict((conflict) => conflict.column('path').doUpdateSet({ sha256, written }))
    .execute();
}

async function rememberRows(context: HubContext): Promise<void> {
  context.files?.rememberBackups(await listBackups(context));
}
