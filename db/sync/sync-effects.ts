import type { AttendanceEvent } from '../../domain/ledger/attendance.ts';
import { payloadText } from '../../domain/ledger/attendance-fold.ts';
import { mergeHlc, parseHlc } from '../../domain/ledger/hlc.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../base/types.ts';

/**
 * The delegates that new facts may change: their own, those of their targets and of their badges.
 */
export function delegatesTouchedBy(
  db: ReadableDatabase,
  facts: readonly AttendanceEvent[],
): Set<string> {
  const touched = new Set<string>();
  const add = (id: string | null | undefined): void => {
    if (id !== null && id !== undefined) touched.add(id);
  };
  for (const fact of facts) {
    const { delegateId, targetId, badgeSerial } = fact;
    add(delegateId);
    if (targetId !== null) {
      add(
        statement<[string], { delegateId: string | null }>(
          db,
          'SELECT delegate_id AS delegateId FROM attendance_event WHERE id = ?',
        ).get(targetId)?.delegateId,
      );
    }
    for (const serial of [badgeSerial, replacedBy(fact)]) {
      if (serial === null) continue;
      add(
        statement<[string], { delegateId: string }>(
          db,
          'SELECT delegate_id AS delegateId FROM badge WHERE serial = ?',
        ).get(serial)?.delegateId,
      );
    }
  }
  return touched;
}

/** The serial that a new badge replaces. If clones issued it twice, it may be another person's. */
function replacedBy(fact: AttendanceEvent): string | null {
  return fact.type === 'badge-issued' ? payloadText(fact, 'replaces') : null;
}

/**
 * Moves the station's clock past the received facts, so that the next fact written here sorts after
 * them. In their transaction.
 *
 * @param wall UTC milliseconds
 * @returns the number of facts too far ahead of `wall` to be followed
 */
export function advanceHlc(
  db: WritableDatabase,
  facts: readonly AttendanceEvent[],
  wall: number,
): number {
  if (facts.length === 0) return 0;
  const station = statement<[], { hlc: string }>(
    db,
    'SELECT hlc FROM station WHERE only = 1',
  ).get();
  if (station === undefined) throw new Error('the store has no station');
  let { hlc } = station;
  let drifting = 0;
  for (const fact of facts) {
    if (parseHlc(fact.hlc) === null) continue;
    const merged = mergeHlc(hlc, fact.hlc, wall);
    if (merged.drifting) drifting += 1;
    hlc = merged.hlc;
  }
  if (hlc !== station.hlc) {
    statement(db, 'UPDATE station SET hlc = ? WHERE only = 1').run(hlc);
  }
  return drifting;
}
