import { z } from 'zod';
import {
  type BadgeRow,
  badgesOfDelegate,
  countNotHandedOver,
  findBadge,
} from '../../db/badges/badges.ts';
import {
  countAttendance,
  delegatesQuoting,
  findOverride,
  type RecentAdmission,
  recentAdmissions,
} from '../../db/check-in/admissions.ts';
import { type PrintJobRow, printJobOfBadge } from '../../db/printing/print-jobs.ts';
import { countDelegates, findDelegateById } from '../../db/roster/roster.ts';
import { searchDelegates } from '../../db/roster/search.ts';
import { jsonOf } from '../../domain/base/json.ts';
import { overridableOutcomeSchema, overrideReasonSchema } from '../../domain/check-in/override.ts';
import { quotedEnding } from '../../domain/kiosk.ts';
import { askingPrintJobStates } from '../../domain/printing/print-job.ts';
import type {
  BadgeSummary,
  DelegateDetail,
  OverrideView,
  RecentItem,
  SearchRow,
} from '../../preload/contract/check-in.ts';
import type { Counts } from '../../preload/contract/station/station.ts';
import { CallFailure } from '../base/call-failure.ts';
import { type Caller, type Context, today } from '../base/context.ts';
import { admissionsOf } from '../ledger/admissions.ts';
import { notesOn } from '../ledger/notes.ts';
import { deskDelegate, noticeFor } from './desk-delegate.ts';

/** The last admissions at this station, newest first, with the state of their badges. */
export function recentItems(context: Context, limit: number): RecentItem[] {
  return recentAdmissions(context.db, context.event.file.id, limit).map((row) => {
    const badge = badgeBeside(context, row);
    return {
      admissionId: row.attendanceId,
      delegateId: row.delegateId,
      printedName: row.printedName ?? '',
      delegation: row.delegation ?? '',
      wall: row.wall,
      undone: row.undoneBy !== null,
      override: overrideOf(context, row.attendanceId) !== null,
      fromPaper: row.fromPaper === 1,
      badge: badge === null ? null : badgeSummary(context, badge),
    };
  });
}

/** The badge issued by an admission, or the one that replaced it since. */
function badgeBeside(
  { db, event }: Context,
  { badgeSerial, delegateId, undoneBy }: RecentAdmission,
): BadgeRow | null {
  const own = badgeSerial === null ? null : findBadge(db, badgeSerial);
  if (own === null || undoneBy !== null || isAbout(own)) return own;
  const newestFirst = badgesOfDelegate(db, event.file.id, delegateId);
  return newestFirst.find((one) => isAbout(one) || one.serial === own.serial) ?? own;
}

function isAbout({ state }: BadgeRow): boolean {
  return state === 'issued' || state === 'printed' || state === 'handed-over';
}

/** A delegate with admissions and badges. Throws CallFailure `not-found`. */
export function delegateDetail(context: Context, caller: Caller, id: string): DelegateDetail {
  const delegate = findDelegateById(context.db, context.event.file.id, id);
  if (delegate === null) throw new CallFailure('not-found');
  return {
    delegate: deskDelegate(delegate),
    notice: noticeFor(delegate, caller),
    admissions: admissionsOf(context, id).map((admission) => ({
      eventId: admission.eventId,
      checkpoint: admission.checkpoint,
      localDay: admission.localDay,
      wall: admission.wall,
      stationName: admission.stationName,
      operatorName: admission.operatorName,
      override: overrideOf(context, admission.eventId),
      fromPaper: admission.fromPaper,
    })),
    badges: badgesOfDelegate(context.db, context.event.file.id, id).map((badge) =>
      badgeSummary(context, badge),
    ),
    notes: notesOn(context, id),
  };
}

/** The matches of a search; a code that a kiosk has shown leads to the delegate who quotes it. */
export function findDelegates(
  context: Context,
  input: { query: string; limit: number },
): { rows: SearchRow[]; more: boolean } {
  const eventId = context.event.file.id;
  const ending = quotedEnding(input.query);
  const led =
    ending === null ? [] : delegatesQuoting(context.db, { eventId, ending, day: today(context) });
  return searchDelegates(context.db, {
    eventId,
    led,
    query: input.query,
    limit: input.limit,
    day: today(context),
    language: context.language,
  });
}

/** Figures for header and footer. */
export function deskCounts(context: Context): Counts {
  const eventId = context.event.file.id;
  const day = today(context);
  const delegates = countDelegates(context.db, eventId, day);
  const present = countAttendance(context.db, eventId, context.checkpoint().id, day);
  return {
    registered: delegates.registered,
    expected: delegates.expected,
    presentToday: present.presentToday,
    presentEvent: present.presentEvent,
    notHandedOver: countNotHandedOver(context.db, eventId),
  };
}

export function badgeSummary(context: Context, badge: BadgeRow): BadgeSummary {
  const job = printJobOfBadge(context.db, badge.serial);
  return {
    serialText: badge.serial,
    issuedAt: badge.wall,
    state: badge.state === 'issued' ? stateOfJob(job) : badge.state,
    jobId: job?.id ?? null,
  };
}

function stateOfJob(job: PrintJobRow | null): 'printing' | 'held' | 'asks' {
  if (job === null) return 'printing';
  if (askingPrintJobStates.includes(job.state)) return 'asks';
  return job.state === 'held' ? 'held' : 'printing';
}

const noteSchema = z.object({ note: z.string() }).catch({ note: '' });

/** The refusal that an admission overrode, reason and approver; null if the rules admitted. */
function overrideOf(context: Context, admissionId: string): OverrideView | null {
  const row = findOverride(context.db, admissionId);
  const outcome = overridableOutcomeSchema.safeParse(row?.outcome);
  // A later version's outcome has no message here: the admission is shown like any other.
  if (row === null || !outcome.success) return null;
  return {
    outcome: outcome.data,
    reason: overrideReasonSchema.catch('other').parse(row.reason),
    approverName: row.approverName,
    note: noteSchema.parse(jsonOf(row.personal ?? '')).note,
  };
}
