import { type BadgeRow, badgesOfDelegate } from '../../db/badges/badges.ts';
import { findAdmission } from '../../db/check-in/admissions.ts';
import { findResolution, insertResolution } from '../../db/check-in/duplicates.ts';
import type { ResolutionPayload } from '../../domain/roster/roster-changes.ts';
import { living, voidLivingBadges } from '../badges/issue-badge.ts';
import { CallFailure } from '../base/call-failure.ts';
import { type Caller, type Context, operatorIdOf } from '../base/context.ts';
import { appendEvent } from '../ledger/append-event.ts';

const furthest = ['handed-over', 'printed', 'issued'];

/** A delegate's valid badges: the most advanced state first, then the earliest. */
export function livingBadges(context: Context, delegateId: string): BadgeRow[] {
  return badgesOfDelegate(context.db, context.event.file.id, delegateId)
    .filter(({ state }) => living.has(state))
    .toSorted((a, b) => furthest.indexOf(a.state) - furthest.indexOf(b.state) || a.wall - b.wall);
}

/**
 * Resolves a further admission of a delegate who was admitted elsewhere. Both admissions stay; one
 * of the delegate's badges stays valid. Throws CallFailure `not-found`, also where `input.keep` is
 * no longer valid; `already-done`, `sign-in-needed`.
 *
 * @param input.keep serial of the badge that the delegate has; by default the most advanced one
 */
export function resolveDuplicate(
  context: Context,
  caller: Caller,
  input: { admissionId: string; note: string; keep?: string | null | undefined },
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
      const { delegateId } = admission;
      const badges = livingBadges(context, delegateId);
      const named = badges.find(({ serial }) => serial === input.keep);
      // The operator chose a badge that was valid when the page showed it: no other replaces it.
      if (named === undefined && typeof input.keep === 'string')
        throw new CallFailure('not-found', input.keep);
      const kept = named ?? badges[0];
      if (badges.length > 1 && kept !== undefined)
        voidLivingBadges(context, delegateId, operatorId, 'stale', kept.serial);
    })
    .immediate();
}
