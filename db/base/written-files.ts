import { statement } from './statement.ts';
import type { ReadableDatabase, WritableDatabase } from './types.ts';

/** A file that the app wrote where an operator chose. */
export interface WrittenFile {
  /** Absolute path. */
  path: string;
  /** Hex, of its content as it was written. */
  sha256: string;
}

/** Remembers a file with personal data. `wall` in UTC milliseconds. */
export function insertWrittenFile(
  db: WritableDatabase,
  file: WrittenFile & { eventId: string; wall: number },
): void {
  statement(
    db,
    `INSERT INTO written_file (path, event_id, sha256, wall) VALUES (?, ?, ?, ?)
     ON CONFLICT (path) DO UPDATE SET event_id = excluded.event_id, sha256 = excluded.sha256, wall = excluded.wall`,
  ).run(file.path, file.eventId, file.sha256, file.wall);
}

/** The files of an event that no purge has erased yet. */
export function listWrittenFiles(db: ReadableDatabase, eventId: string): WrittenFile[] {
  return statement<[string], WrittenFile>(
    db,
    'SELECT path, sha256 FROM written_file WHERE event_id = ? ORDER BY path',
  ).all(eventId);
}

export function deleteWrittenFile(db: WritableDatabase, path: string): void {
  statement(db, 'DELETE FROM written_file WHERE path = ?').run(path);
}

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
