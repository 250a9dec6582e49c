import { statement } from './statement.ts';
import type { ReadableDatabase, WritableDatabase } from './types.ts';

/** A folder with copies of the store, on one particular disk. */
export interface CopyPlace {
  /** Of the mark in the folder (UUID). */
  id: string;
  /** Absolute path. */
  path: string;
}

/** Remembers a folder before a copy is made there. */
export function insertCopyPlace(db: WritableDatabase, { id, path }: CopyPlace): void {
  statement(db, 'INSERT OR IGNORE INTO copy_place (id, path) VALUES (?, ?)').run(id, path);
}

/** Every folder that was not found erased since a copy was made there. */
export function listCopyPlaces(db: ReadableDatabase): CopyPlace[] {
  return statement<[], CopyPlace>(db, 'SELECT id, path FROM copy_place ORDER BY path, id').all();
}

/** The folder was found erased, or was declared destroyed. */
export function deleteCopyPlace(db: WritableDatabase, id: string): void {
  statement(db, 'DELETE FROM copy_place WHERE id = ?').run(id);
}

/** The name of a folder in certificates: its path, and the beginning of its mark. */
export function copyPlaceName({ id, path }: CopyPlace): string {
  return `${path} (${id.slice(0, 8)})`;
}
