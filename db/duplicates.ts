import { statement } from './statement.ts';
import type { ReadableDatabase, WritableDatabase } from './types.ts';

/** Somebody's word on a further admission. */
export interface ResolutionRow {
  /** Id of the further admission's event. */
  admissionId: string;
  /** Id of the `duplicate-resolved` event. */
  resolvedBy: string;
  /** UTC milliseconds. */
  wall: number;
}

/** Who resolved a further admission, or null. */
export function findResolution(db: ReadableDatabase, admissionId: string): ResolutionRow | null {
  const row = statement<[string], ResolutionRow>(
    db,
    `SELECT admission_id AS admissionId, resolved_by AS resolvedBy, wall
     FROM duplicate_resolution WHERE admission_id = ?`,
  ).get(admissionId);
  return row ?? null;
}

/** Writes the projection of a `duplicate-resolved` event; of two, the first stays. In the event's transaction. */
export function insertResolution(db: WritableDatabase, row: ResolutionRow): void {
  statement(
    db,
    `INSERT INTO duplicate_resolution (admission_id, resolved_by, wall) VALUES (?, ?, ?)
     ON CONFLICT (admission_id) DO NOTHING`,
  ).run(row.admissionId, row.resolvedBy, row.wall);
}
