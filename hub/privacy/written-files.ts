import type { HubContext } from '../base/context.ts';
import type { WrittenBackup } from '../store/purge-files.ts';
import type { HubDatabase } from '../store/tables.ts';

/** Placeholder hash of a backup that was begun, or that a store restored from it does not know. */
const unknownHash = '0'.repeat(64);

/**
 * Records a file with personal data before its first byte, in the store and in a file beside it. A
 * purge must know every file that the hub or its commands wrote (backups, and the files of
 * `hub/cli/saved-file.ts`). The hash is omitted if the content is not known yet.
 */
export async function noteWritten(
  context: HubContext,
  path: string,
  sha256: string = unknownHash,
): Promise<void> {
  await putRow(context.store.db, { path, sha256, written: context.clock() });
  await rememberRows(context);
}

/** Removes the record of a file that was deleted or never made. */
export async function forgetWritten(context: HubContext, path: string): Promise<void> {
  await context.store.db.deleteFrom('written_file').where('path', '=', path).execute();
  await rememberRows(context);
}

/** Every recorded file that is not known to be deleted. */
export async function listWritten(context: HubContext): Promise<WrittenBackup[]> {
  return await context.store.db.selectFrom('written_file').orderBy('path').selectAll().execute();
}

/** Imports the files recorded beside a restored store. Throws if that file was altered. */
export async function adoptWritten(context: HubContext): Promise<void> {
  const { db } = context.store;
  for (const written of context.files?.backups() ?? []) await putRow(db, written);
}

async function putRow(db: HubDatabase, { path, sha256, written }: WrittenBackup): Promise<void> {
  await db
    .insertInto('written_file')
    .values({ path, sha256, written })
    .onConflict((conflict) => conflict.column('path').doUpdateSet({ sha256, written }))
    .execute();
}

async function rememberRows(context: HubContext): Promise<void> {
  context.files?.rememberBackups(await listWritten(context));
}

/**
 * Records a file that a command is about to write, or restores the earlier record.
 *
 * @param sha256 of the whole content; null if no file of ours is at that path
 * @returns the hash recorded for the path before
 */
export async function replaceWritten(
  context: HubContext,
  path: string,
  sha256: string | null,
): Promise<string | null> {
  const before = (await listWritten(context)).find((one) => one.path === path);
  if (sha256 === null) await forgetWritten(context, path);
  else await noteWritten(context, path, sha256);
  return before?.sha256 ?? null;
}
