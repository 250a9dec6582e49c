import type { KioskMode } from '../../domain/base/protocol.ts';
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

function modeOf(db: ReadableDatabase, kiosk: string): KioskMode | null {
  const row = statement<[string], { mode: KioskMode }>(
    db,
    'SELECT mode FROM known_kiosk WHERE id = ?',
  ).get(kiosk);
  return row?.mode ?? null;
}

/** Whether that fact counts makes no difference, as an order may change it at any time. */
function writerOf(db: ReadableDatabase, id: string | null): string | null {
  const row = statement<[object], { kiosk: string }>(
    db,
    `SELECT kiosk FROM attendance_event WHERE id = @id
     UNION ALL SELECT kiosk FROM unknown_event WHERE id = @id LIMIT 1`,
  ).get({ id });
  return row?.kiosk ?? null;
}
