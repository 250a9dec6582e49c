import { type AdmissionRow, findAdmission } from '../../db/admissions.ts';
import { findAttendanceEvent } from '../../db/attendance.ts';
import { findBadge } from '../../db/badges.ts';
import { findCheckInKey } from '../../db/check-in-keys.ts';
import { findDelegateById } from '../../db/roster.ts';
import type { CheckInAnswer } from '../../preload/contract/check-in.ts';
import type { Caller, Context } from './context.ts';
import { deskDelegate, noticeFor } from './desk-delegate.ts';
import { listAges } from './list-ages.ts';

/** The answer of a check-in whose key wrote an admission before, as it is now; null where the key did not. */
export function answerOfKey(context: Context, caller: Caller, key: string): CheckInAnswer | null {
  const written = findCheckInKey(context.db, key);
  if (written === null) return null;
  const admission = findAdmission(context.db, written.attendanceId);
  if (admission === null) throw new Error('a check-in key names an admission that is not there');
  const delegate = findDelegateById(context.db, admission.eventId, admission.delegateId);
  return {
    outcome: 'admitted',
    delegate: delegate === null ? null : deskDelegate(delegate),
    admissionId: admission.attendanceId,
    wall: admission.wall,
    returning: admission.badgeSerial === null,
    badge: badgeOfKey(context, admission, written.printJobId),
    notice: noticeFor(delegate, caller),
    lists: listAges(context),
  };
}

/** The badge of an admission that was written before, as it is now. */
function badgeOfKey(
  context: Context,
  admission: AdmissionRow,
  jobId: string | null,
): Extract<CheckInAnswer, { outcome: 'admitted' }>['badge'] {
  const { attendanceId, badgeSerial } = admission;
  if (badgeSerial === null) return null;
  const wasReady = findAttendanceEvent(context.db, attendanceId)?.badgeSerial === badgeSerial;
  const now = findBadge(context.db, badgeSerial)?.state;
  const readyState = now === 'handed-over' ? 'handed-over' : now === 'issued' ? 'waiting' : 'ready';
  return { jobId, serialText: badgeSerial, state: wasReady ? readyState : 'new' };
}
