import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  purgeOrderJson,
  type SignedPurgeOrder,
  signedPurgeOrderSchema,
} from '../../domain/privacy/order.ts';
import type { FileLeft } from '../../domain/privacy/outcome.ts';
import { fileHash, replaceFile } from '../../platform/files/durable.ts';

/** Orders that this hub gave; the file outlives a restore of the store. */
const ordersName = 'purges.json';
const ordersSchema = z.array(signedPurgeOrderSchema).max(1_000);
/** Paths of the hub's backups; this file outlives a restore too. */
const backupsName = 'backups.json';
const backupsSchema = z.array(
  z.strictObject({ path: z.string(), sha256: z.string().length(64), written: z.int() }),
);
export type WrittenBackup = z.infer<typeof backupsSchema>[number];

export type PurgeFiles = ReturnType<typeof createPurgeFiles>;

/** Creates the files in a hub's data directory. */
export function createPurgeFiles(folder: string) {
  const ordersPath = join(folder, ordersName);
  const backupsPath = join(folder, backupsName);
  return {
    /** Orders stored beside the store. Throws ZodError and SyntaxError if the file was altered. */
    orders: (): SignedPurgeOrder[] => ordersSchema.parse(readList(ordersPath)),
    /** Stores orders; they are on the disk when it returns. */
    remember: (orders: readonly SignedPurgeOrder[]): void =>
      writeList(
        ordersPath,
        orders.map(({ order, signature }) => ({ order: purgeOrderJson(order), signature })),
      ),
    /** Backups recorded beside the store. Throws like `orders`. */
    backups: (): WrittenBackup[] => backupsSchema.parse(readList(backupsPath)),
    /** Records backups; they are on the disk when it returns. */
    rememberBackups: (backups: readonly WrittenBackup[]): void => writeList(backupsPath, backups),
    /** Deletes stores that a restore renamed or left incomplete, and returns their number. */
    deleteStores: (): number => {
      const names = readdirSync(folder).filter(isAside);
      for (const name of names) rmSync(join(folder, name), { force: true });
      return names.filter((name) => !/-(wal|shm)$/.test(name)).length;
    },
  };
}

function readList(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
}

function writeList(path: string, list: readonly unknown[]): void {
  replaceFile(path, `${JSON.stringify(list, null, 2)}\n`);
}

/**
 * Matches the names `hub-before-restore-….db` (hub/store/backup.ts), `hub.db.restoring`, and their
 * side files.
 */
function isAside(name: string): boolean {
  return /^hub-before-restore-.+\.db(-wal|-shm)?$|\.restoring(-wal|-shm)?$/.test(name);
}

/**
 * Deletes a file that the hub or a command wrote, if it is unchanged.
 *
 * @param sha256 possible hashes of its content, one of which must match; null allows any content
 * @returns null if it was deleted, else why it was left
 */
export async function deleteWritten(
  path: string,
  sha256: readonly (string | null)[],
): Promise<FileLeft['why'] | null> {
  try {
    if (!existsSync(path)) return 'not-there';
    if (!sha256.includes(null) && !sha256.includes(await fileHash(path))) return 'changed';
    rmSync(path);
    return null;
  } catch {
    // On a write-protected stick, or owned by another user: the certificate names it.
    return 'not-deleted';
  }
}
