import { type BadgeRow, badgesOfDelegate } from '../../db/badges/badges.ts';
import { insertAdmission } from '../../db/check-in/admissions.ts';
import { insertCheckInKey } from '../../db/check-in/check-in-keys.ts';
import { printJobOfBadge } from '../../db/printing/print-jobs.ts';
import { raisePrintJob } from '../../db/printing/print-routes.ts';
import type { JsonValue } from '../../domain/base/json.ts';
import type { AttendanceEvent } from '../../domain/ledger/attendance.ts';
import { arrivalTime } from '../../domain/ledger/from-paper.ts';
import type { CheckInAnswer } from '../../preload/contract/check-in.ts';
import { issueBadge } from '../badges/issue-badge.ts';
import type { Context } from '../base/context.ts';
import { appendEvent, type Fact } from '../ledger/append-event.ts';

/** An admission granted by the rules or a supervisor. */
export interface Granted {
  delegateId: string;
  /** Null where no member of staff took part: a self-service kiosk, a door without a steward. */
  operatorId: string | null;
  /** Whether the admission gives a badge: one that is ready, else a new one. */
  printBadge: boolean;
  /** The page's key of this scan: the same key is written once. Null where the page sends none. */
  key: string | null;
  /** Values without personal data, see `attendanceTypes`. */
  payload: Fact['payload'];
  ofDay?: Fact['ofDay'];
  /** Values with personal data, kept apart from the chain: the texts of an override. */
  personal?: JsonValue;
}

export interface WrittenAdmission {
  event: AttendanceEvent;
  badge: Extract<CheckInAnswer, { outcome: 'admitted' }>['badge'];
}

/**
 * Writes the admission at this station's checkpoint: fact, projection, badge and print job. Call
 * inside the transaction in which the rules were asked.
 */
export function writeAdmission(context: Context, granted: Granted): WrittenAdmission {
  const { delegateId, operatorId } = granted;
  const ready = granted.printBadge ? takeReadyBadge(context, delegateId) : null;
  const event = appendEvent(context, {
    type: 'admitted',
    delegateId,
    checkpoint: context.checkpoint().id,
    targetId: null,
    operatorId,
    // A badge printed ahead belongs to this admission as much as one printed now.
    badgeSerial: ready?.serial ?? null,
    payload: granted.payload,
    ...(granted.ofDay === undefined ? {} : { ofDay: granted.ofDay }),
    ...(granted.personal === undefined ? {} : { personal: granted.personal }),
  });
  const issued =
    granted.printBadge && ready === null
      ? issueBadge(context, { delegateId, operatorId, reason: 'first' })
      : null;
  const badge = ready ?? issued;
  insertAdmission(context.db, {
    attendanceId: event.id,
    eventId: event.eventId,
    delegateId,
    checkpoint: context.checkpoint().id,
    localDay: event.localDay,
    wall: arrivalTime(event),
    station: event.station,
    operatorId,
    badgeSerial: badge?.serial ?? null,
  });
  if (granted.key !== null) {
    insertCheckInKey(context.db, {
      key: granted.key,
      attendanceId: event.id,
      printJobId: badge?.jobId ?? null,
    });
  }
  return {
    event,
    badge:
      badge === null
        ? null
        : { jobId: badge.jobId, serialText: badge.serial, state: ready?.state ?? 'new' },
  };
}

/** A badge that a delegate has before the check-in that would print one. */
interface ReadyBadge {
  serial: string;
  /** Its job at this station; null where another desk printed it. */
  jobId: string | null;
  /**
   * `waiting`: not printed yet; `ready`: can be handed over; `handed-over`: the delegate has it.
   */
  state: 'waiting' | 'ready' | 'handed-over';
}

/**
 * Takes the badge that was printed ahead for a delegate, so that no second one is printed. A badge
 * that still waits in a batch now prints before the batch. Null if there is none, or if it waits at
 * another desk: the person is at this desk, and a new badge makes that one stale. Call it inside
 * the transaction of the admission.
 */
function takeReadyBadge(context: Context, delegateId: string): ReadyBadge | null {
  const badges = badgesOfDelegate(context.db, context.event.file.id, delegateId);
  const badge =
    badges.find(({ state }) => isOut(state)) ?? badges.find(({ state }) => state === 'issued');
  if (badge === undefined) return null;
  const job = printJobOfBadge(context.db, badge.serial);
  if (badge.state === 'printed' || badge.state === 'handed-over') {
    const state = badge.state === 'printed' ? 'ready' : 'handed-over';
    return { serial: badge.serial, jobId: job?.id ?? null, state };
  }
  if (job === null) return null;
  raisePrintJob(context.db, job.id, context.clock());
  return { serial: badge.serial, jobId: job.id, state: 'waiting' };
}

function isOut(state: BadgeRow['state']): boolean {
  return state === 'printed' || state === 'handed-over';
}
