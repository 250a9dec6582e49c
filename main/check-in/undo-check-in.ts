import { findBadge } from '../../db/badges/badges.ts';
import { findAdmission, standsWithBadge, undoAdmission } from '../../db/check-in/admissions.ts';
import type { UndoReason } from '../../domain/ledger/attendance.ts';
import { projectBadges, voidLivingBadges } from '../badges/issue-badge.ts';
import { CallFailure } from '../base/call-failure.ts';
import { type Caller, type Context, operatorIdOf } from '../base/context.ts';
import { appendEvent } from '../ledger/append-event.ts';

/**
 * Undoes an admission by a new fact that names it; its badge becomes stale, and is no longer
 * printed. Nothing is deleted. Throws CallFailure `not-found`, `already-undone`, `sign-in-needed`.
 */
export function undoCheckIn(
  context: Context,
  caller: Caller,
  input: { admissionId: string; reason: UndoReason },
): void {
  const operatorId = operatorIdOf(caller);
  context.db
    .transaction(() => {
      const admission = findAdmission(context.db, input.admissionId);
      if (admission === null) throw new CallFailure('not-found');
      if (admission.undoneBy !== null) throw new CallFailure('already-undone');
      const undone = appendEvent(context, {
        type: 'admission-undone',
        delegateId: admission.delegateId,
        checkpoint: admission.checkpoint,
        targetId: admission.attendanceId,
        operatorId,
        badgeSerial: admission.badgeSerial,
        payload: { reason: input.reason },
      });
      undoAdmission(context.db, admission.attendanceId, undone.id);
      // Only undoing the admission that issued the badge makes it stale; undoing day two leaves it
      // valid. A badge printed ahead counts as issued by it, unless another desk admitted with it.
      const brought =
        admission.badgeSerial === null || standsWithBadge(context.db, admission.badgeSerial)
          ? null
          : findBadge(context.db, admission.badgeSerial);
      if (brought !== null) voidLivingBadges(context, admission.delegateId, operatorId, 'stale');
      // The fold of all facts then decides the badge's state, as at every other station.
      else if (admission.badgeSerial !== null) projectBadges(context, admission.delegateId);
    })
    .immediate();
}
