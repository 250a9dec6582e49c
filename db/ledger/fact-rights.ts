import type { StationMode } from '../../domain/base/protocol.ts';
import type { AttendanceEvent } from '../../domain/ledger/attendance.ts';
import { asksForTarget, mayCount } from '../../domain/ledger/fact-rights.ts';
import { isHubAuthor } from '../../domain/ledger/hub-chain.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/** Whether another station's fact may count here, by its author's mode as the hub certified it. */
export function mayCountHere(db: ReadableDatabase, fact: AttendanceEvent): boolean {
  const mode = modeOf(db, fact.kiosk);
  return mayCount(fact, mode, asksForTarget(fact, mode) ? writerOf(db, fact.targetId) : null);
}

/** Whether the hub's directory has not named this author yet, so that its rights are unknown. */
export function isUnknownAuthor(db: ReadableDatabase, kiosk: string): boolean {
  return !isHubAuthor(kiosk) && modeOf(db, kiosk) === null;
}

function modeOf(db: ReadableDatabase, kiosk: string): StationMode | null {
  const row = statement<[string], { mode: StationMode }>(
    db,
    'SELECT mode FROM known_kiosk WHERE id = ?',
  ).get(kiosk);
  return row?.mode ?? null;
}

function writerOf(db: ReadableDatabase, id: string | null): string | null {
  const row = statement<[string | null], { kiosk: string }>(
    db,
    'SELECT kiosk FROM attendance_event WHERE id = ?',
  ).get(id);
  return row?.kiosk ?? null;
}
