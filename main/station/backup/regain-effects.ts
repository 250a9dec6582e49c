import { v7 as uuidv7 } from 'uuid';
import { findBadge, forgetBadgeCode } from '../../../db/badges/badges.ts';
import type { WritableDatabase } from '../../../db/base/types.ts';
import { findEvent } from '../../../db/event/events.ts';
import { findPersonal } from '../../../db/ledger/attendance.ts';
import { projectDelegate } from '../../../db/ledger/projection.ts';
import {
  insertPrintJob,
  movePrintJob,
  printJobOfBadge,
  printJobsInStates,
} from '../../../db/printing/print-jobs.ts';
import { isPurged } from '../../../db/privacy/purge-orders.ts';
import { putDelegate } from '../../../db/roster/put-delegate.ts';
import { findDelegateById } from '../../../db/roster/roster.ts';
import { advanceHlc, delegatesTouchedBy } from '../../../db/sync/sync-effects.ts';
import { jsonOf } from '../../../domain/base/json.ts';
import type { AttendanceEvent } from '../../../domain/ledger/attendance.ts';
import {
  replacementPayloadSchema,
  walkInPayloadSchema,
} from '../../../domain/roster/roster-changes.ts';
import {
  fieldsOf,
  registrationValues,
  withChange,
} from '../../../domain/tickets/registration-words.ts';

/** Shown with each job whose outcome only the operator at the desk knows. */
const detail = 'the store was restored from a copy';

/**
 * Applies the regained facts to the store: walk-ins, admissions, badges, the clock. Whether a badge
 * printed is unknown where it was regained, or waited when the copy was made. The desk then asks
 * its operator whether it came out: printing it automatically could give a person two. Call it in
 * the transaction that wrote the facts.
 *
 * @param wall UTC milliseconds
 * @returns how many print jobs now ask at the desk, and how many changes of the roster cannot be
 *   read
 */
export function applyRegained(
  db: WritableDatabase,
  facts: readonly AttendanceEvent[],
  wall: number,
): { askingJobs: number; unread: number } {
  const unread = facts.filter((fact) => !changeRoster(db, fact, wall)).length;
  for (const eventId of new Set(facts.map((fact) => fact.eventId))) {
    if (findEvent(db, eventId) === null) continue;
    const own = facts.filter((fact) => fact.eventId === eventId);
    for (const delegateId of delegatesTouchedBy(db, own)) {
      projectDelegate(db, eventId, delegateId);
    }
  }
  advanceHlc(db, facts, wall);
  return { askingJobs: askAboutPrints(db, facts, wall), unread };
}

/** False if a fact changes the roster and its payload is lost or unreadable; purged is not lost. */
function changeRoster(db: WritableDatabase, fact: AttendanceEvent, wall: number): boolean {
  const text = findPersonal(db, fact.id)?.payload;
  const personal: unknown = jsonOf(text ?? '');
  const isMissed = !isPurged(db, fact.eventId);
  switch (fact.type) {
    case 'walk-in-registered': {
      const parsed = walkInPayloadSchema.safeParse(personal);
      if (parsed.success) putDelegate(db, fact.eventId, parsed.data.delegate, wall);
      return parsed.success || !isMissed;
    }
    case 'delegate-replaced': {
      const leaving = findDelegateById(db, fact.eventId, fact.delegateId ?? '');
      if (leaving !== null)
        putDelegate(db, fact.eventId, { ...leaving, status: 'cancelled' }, wall);
      const parsed = replacementPayloadSchema.safeParse(personal);
      if (parsed.success) putDelegate(db, fact.eventId, parsed.data.delegate, wall);
      return parsed.success || !isMissed;
    }
    case 'spelling-corrected':
    case 'person-changed': {
      const known = findDelegateById(db, fact.eventId, fact.delegateId ?? '');
      const values = registrationValues(fact.type, text ?? null);
      if (fieldsOf(values).length === 0) return !isMissed;
      if (known !== null) putDelegate(db, fact.eventId, withChange(known, values), wall);
      return true;
    }
    default:
      return true;
  }
}

function askAboutPrints(
  db: WritableDatabase,
  facts: readonly AttendanceEvent[],
  wall: number,
): number {
  for (const fact of facts) {
    if (fact.type !== 'badge-issued' || fact.badgeSerial === null) continue;
    const isNew = printJobOfBadge(db, fact.badgeSerial) === null;
    if (!isNew || findBadge(db, fact.badgeSerial) === null) continue;
    insertPrintJob(db, {
      id: uuidv7(),
      eventId: fact.eventId,
      kind: 'badge',
      badgeSerial: fact.badgeSerial,
      delegateId: fact.delegateId,
      priority: 0,
      wall: fact.wall,
    });
  }
  let asking = 0;
  for (const job of printJobsInStates(db, ['queued', 'held', 'sending', 'awaiting'])) {
    const badge = job.badgeSerial === null ? null : findBadge(db, job.badgeSerial);
    const to =
      badge?.state === 'issued'
        ? 'unknown'
        : badge?.state === 'printed' || badge?.state === 'handed-over'
          ? 'came-out'
          : 'cancelled';
    if (to === 'unknown') asking += 1;
    else if (badge !== null) forgetBadgeCode(db, badge.serial);
    movePrintJob(db, job.id, { from: job.state, to, reason: null, detail, owner: null, wall });
  }
  return asking;
}
