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
