import { statement } from './statement.ts';
import type { ReadableDatabase } from './types.ts';

/** Print jobs that have not begun, of badges which are no longer valid (another desk undid or replaced them). */
export function jobsOfInvalidBadges(db: ReadableDatabase): string[] {
  return statement<[], { id: string }>(
    db,
    `SELECT print_job.id FROM print_job JOIN badge ON badge.serial = print_job.badge_serial
     WHERE print_job.state IN ('queued', 'held')
       AND badge.state IN ('stale', 'returned', 'lost', 'destroyed')`,
  )
    .all()
    .map(({ id }) => id);
}
