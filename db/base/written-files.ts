import { statement } from './statement.ts';
import type { ReadableDatabase, WritableDatabase } from './types.ts';

/** A file that the app wrote to a place that an operator chose. */
export interface WrittenFile {
  /** Absolute. */
  path: string;
  /**
   * Hex SHA-256 of its content as written; two while one content replaces another. Null for a name
   * that only the app uses: any file there is the app's.
   */
  sha256: readonly (string | null)[];
}

/**
 * Records a file with personal data before it is written (main/base/saved-file.ts).
 *
 * @param file.sha256 as in {@link WrittenFile}
 * @param file.wall UTC milliseconds
 */
export function insertWrittenFile(
  db: WritableDatabase,
  file: { path: string; sha256: string | null; eventId: string; wall: number },
): void {
  statement(
    db,
    `INSERT INTO written_file (path, event_id, sha256, wall) VALUES (?, ?, ?, ?)
     ON CONFLICT (path, sha256) DO UPDATE SET event_id = excluded.event_id, wall = excluded.wall`,
  ).run(file.path, file.eventId, file.sha256 ?? '', file.wall);
}

/** Records that only this content is at the path. */
export function keepFileVersion(db: WritableDatabase, path: string, sha256: string): void {
  statement(db, 'DELETE FROM written_file WHERE path = ? AND sha256 <> ?').run(path, sha256);
}

/** Records that this content is not at the path. */
export function deleteFileVersion(db: WritableDatabase, path: string, sha256: string): void {
  statement(db, 'DELETE FROM written_file WHERE path = ? AND sha256 = ?').run(path, sha256);
}

/** The files of an event that no purge has erased yet. */
export function listWrittenFiles(db: ReadableDatabase, eventId: string): WrittenFile[] {
  return statement<[string], { path: string; hashes: string }>(
    db,
    `SELECT path, json_group_array(sha256) AS hashes FROM written_file WHERE event_id = ?
     GROUP BY path ORDER BY path`,
  )
    .all(eventId)
    .map(({ path, hashes }) => ({
      path,
      sha256: (JSON.parse(hashes) as string[]).map((hash) => (hash === '' ? null : hash)),
    }));
}

export function deleteWrittenFile(db: WritableDatabase, path: string): void {
  statement(db, 'DELETE FROM written_file WHERE path = ?').run(path);
}

/** A folder with copies of the store, on one particular disk. */
export interface CopyPlace {
  /** UUID from the mark file in the folder. */
  id: string;
  /** Absolute. */
  path: string;
}

/** Records a folder before a copy is made there. */
export function insertCopyPlace(db: WritableDatabase, { id, path }: CopyPlace): void {
  statement(db, 'INSERT OR IGNORE INTO copy_place (id, path) VALUES (?, ?)').run(id, path);
}

/** Every folder with copies that was not found erased since. */
export function listCopyPlaces(db: ReadableDatabase): CopyPlace[] {
  return statement<[], CopyPlace>(db, 'SELECT id, path FROM copy_place ORDER BY path, id').all();
}

/** Removes a folder that was found erased or was declared destroyed. */
export function deleteCopyPlace(db: WritableDatabase, id: string): void {
  statement(db, 'DELETE FROM copy_place WHERE id = ?').run(id);
}

/** The name of a folder in certificates: its path, and the beginning of its mark. */
export function copyPlaceName({ id, path }: CopyPlace): string {
  return `${path} (${id.slice(0, 8)})`;
}
