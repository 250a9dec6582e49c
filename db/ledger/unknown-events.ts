import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/** A fact that this version does not understand; its text stays in the store. */
export interface UnknownEventRow {
  station: string;
  incarnation: number;
  kseq: number;
  /** When it came, UTC milliseconds. */
  wall: number;
}

/** Facts from the hub that are not understood here, newest first. */
export function listUnknownEvents(db: ReadableDatabase, limit: number): UnknownEventRow[] {
  return statement<[number], UnknownEventRow>(
    db,
    `SELECT station, incarnation, kseq, wall FROM unknown_event WHERE aside = 0 ORDER BY wall DESC LIMIT ?`,
  ).all(limit);
}
