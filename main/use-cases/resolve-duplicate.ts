import { findAdmission } from '../../db/admissions.ts';
import { findResolution, insertResolution } from '../../db/duplicates.ts';
import type { ResolutionPayload } from '../../domain/roster-changes.ts';
import { CallFailure } from '../call-failure.ts';
import { appendEvent } from './append-event.ts';
import { type Caller, type Context, operatorIdOf } from './context.ts';

/**
 * Says what was found out about a further admission of somebody who was admitted elsewhere. Both
 * admissions stay as they are. Throws CallFailure `not-found`, `already-done`, `sign-in-needed`.
 */
export function resolveDuplicate(
  context: Context,
  caller: Caller,
  input: { admissionId: string; note: string },
): void {
  const operatorId = operatorIdOf(caller);
  context.db
    .transaction(() => {
      const admission = findAdmission(context.db, input.admissionId);
      if (admission === null) throw new CallFailure('not-found');
      if (findResolution(context.db, input.admissionId) !== null)
        throw new CallFailure('already-done');
      const personal: ResolutionPayload = { note: input.note };
      const event = appendEvent(context, {
        type: 'duplicate-resolved',
        delegateId: admission.delegateId,
        checkpoint: admission.checkpoint,
        targetId: admission.attendanceId,
        operatorId,
        badgeSerial: null,
        payload: {},
        personal: { note: personal.note },
      });
      insertResolution(context.db, {
        admissionId: admission.attendanceId,
        resolvedBy: event.id,
        wall: event.wall,
      });
    })
    .immediate();
}
