import type { StationMode } from '../../domain/base/protocol.ts';
import type { AttendanceEvent } from '../../domain/ledger/attendance.ts';
import { isHubAuthor } from '../../domain/ledger/chain.ts';
import { asksForTarget, mayCount } from '../../domain/ledger/fact-rights.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/** Whether another station's fact may count here, by its author's mode as the hub certified it. */
export function mayCountHere(db: ReadableDatabase, fact: AttendanceEvent): boolean {
  const mode = modeOf(db, fact.station);
  return mayCount(fact, mode, asksForTarget(fact, mode) ? writerOf(db, fact.targetId) : null);
}

/** Whether the hub's directory does not list this author yet, so that its rights are unknown. */
export function isUnknownAuthor(db: ReadableDatabase, station: string): boolean {
  return !isHubAuthor(station) && modeOf(db, station) === null;
}

function modeOf(db: ReadableDatabase, station: string): StationMode | null {
  const row = statement<[string], { mode: StationMode }>(
    db,
    'SELECT mode FROM known_station WHERE id = ?',
  ).get(station);
  return row?.mode ?? null;
}

/**
 * Finds the author even of a fact that does not count, because an order may change that at any
 * time.
 */
function writerOf(db: ReadableDatabase, id: string | null): string | null {
  const row = statement<[object], { station: string }>(
    db,
    `SELECT station FROM attendance_event WHERE id = @id
     UNION ALL SELECT station FROM unknown_event WHERE id = @id LIMIT 1`,
  ).get({ id });
  return row?.station ?? null;
}
