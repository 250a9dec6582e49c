import { insertAdmission } from '../../db/admissions.ts';
import { insertCheckInKey } from '../../db/check-in-keys.ts';
import type { AttendanceEvent } from '../../domain/attendance.ts';
import type { JsonValue } from '../../domain/canonical-json.ts';
import { arrivalTime } from '../../domain/from-paper.ts';
import type { CheckInAnswer } from '../../preload/contract/check-in.ts';
import { appendEvent, type Fact } from './append-event.ts';
import type { Context } from './context.ts';
import { issueBadge } from './issue-badge.ts';
import { takeReadyBadge } from './ready-badge.ts';

/** An admission that the rules, or a supervisor, granted. */
export interface Granted {
  delegateId: string;
  /** Null where no member of staff took part: a self-service kiosk, a door without a steward. */
  operatorId: string | null;
  /** Whether a badge comes with it: one that lies ready, else a new one. */
  printBadge: boolean;
  /** The page's key of this scan: the same key is written once. Null where the page sends none. */
  key: string | null;
  /** Values without personal data, see `attendanceTypes`. */
  payload: Fact['payload'];
  ofDay?: Fact['ofDay'];
  /** Values with personal data, kept apart from the chain: the words of an override. */
  personal?: JsonValue;
}

/** What was written. */
export interface WrittenAdmission {
  event: AttendanceEvent;
  badge: Extract<CheckInAnswer, { outcome: 'admitted' }>['badge'];
}

/**
 * Writes the admission at this station's checkpoint: fact, projection, badge and print job. Call inside
 * the transaction in which the rules were asked.
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
    // A badge that was printed ahead is this admission's as much as one that is printed now.
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
    kiosk: event.kiosk,
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
