import type { WritableDatabase } from '../../db/types.ts';

/** SQLite's own limit. */
const mostPages = 4_294_967_294;

/** Lets a store be full (no page more than it has) as seen by this connection, or have room again. */
export function limitPages(db: WritableDatabase, state: 'full' | 'room'): void {
  // A limit below the file's size means its size.
  db.pragma(`max_page_count = ${state === 'full' ? 1 : mostPages}`);
}
