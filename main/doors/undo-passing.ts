import { findAdmission, undoAdmission } from '../../db/check-in/admissions.ts';
import { isUndone } from '../../db/doors.ts';
import { findAttendanceEvent } from '../../db/ledger/attendance.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Caller, Context } from '../base/context.ts';
import { appendEvent } from '../ledger/append-event.ts';

/**
 * Undoes a passing of this very door, in or out, by a new fact that names it. Nothing is deleted;
 * the badge keeps its state, because no door issues one. Throws CallFailure `not-found` for what
 * this station did not write, `already-undone`.
 */
export function undoPassing(context: Context, caller: Caller, factId: string): void {
  context.db
    .transaction(() => {
      const fact = findAttendanceEvent(context.db, factId);
      const isCrossing =
        fact?.type === 'admitted' || fact?.type === 'came-back' || fact?.type === 'went-out';
      if (fact === null || !isCrossing || fact.kiosk !== context.kiosk.kiosk) {
        throw new CallFailure('not-found');
      }
      if (isUndone(context.db, factId)) throw new CallFailure('already-undone');
      const undone = appendEvent(context, {
        type: 'admission-undone',
        delegateId: fact.delegateId,
        checkpoint: fact.checkpoint,
        targetId: factId,
        operatorId: caller.operator?.id ?? null,
        badgeSerial: null,
        payload: { reason: 'scanned-by-mistake' },
      });
      if (findAdmission(context.db, factId) !== null) undoAdmission(context.db, factId, undone.id);
    })
    .immediate();
}
