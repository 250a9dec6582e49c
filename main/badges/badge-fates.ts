import { factsOfBadge } from '../../db/badges/badge-balance.ts';
import { findBadge } from '../../db/badges/badges.ts';
import { findAttendanceEvent } from '../../db/ledger/attendance.ts';
import { factsAbout } from '../../db/ledger/projection.ts';
import { printJobOfBadge } from '../../db/printing/print-jobs.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import { type BadgeFate, possibleFates, wordBefore } from '../../domain/badges/badge-fates.ts';
import { parseScan } from '../../domain/check-in/scan.ts';
import type { AttendanceEvent } from '../../domain/ledger/attendance.ts';
import { type FoldedBadge, foldAttendance } from '../../domain/ledger/attendance-fold.ts';
import { formatSerial, parseSerial } from '../../domain/tickets/opaque-code.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import type { FateAnswer } from '../../preload/contract/badges.ts';
import type { ParsedCallInput } from '../../preload/contract.ts';
import { CallFailure } from '../base/call-failure.ts';
import { type Caller, type Context, operatorIdOf } from '../base/context.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { foldedBadge, projectBadges } from './issue-badge.ts';
import { lookAtBadge } from './shown-badge.ts';

/**
 * Records what happened to a badge. If the badge is at hand but its issue has not arrived yet, the
 * operator's note is accepted too: nothing proves its code here, and the fact waits for its issue.
 * Throws CallFailure `badge-unreadable` for a code that is not a badge of this event or is forged,
 * `badge-unknown` for a typed serial that no station issued, `already-done`, `badge-replaced` for
 * handing over a badge that a newer one replaced, `badge-not-printed` for one that never came out.
 */
export function recordBadgeFate(
  context: Context,
  caller: Caller,
  input: ParsedCallInput<'recordBadgeFate'>,
): FateAnswer {
  const operatorId = operatorIdOf(caller);
  const serial = serialOf(context, input.badge);
  return context.db
    .transaction((): FateAnswer => {
      const badge = findBadge(context.db, serial);
      const inHand = input.badge.kind === 'scan';
      if (badge === null && !inHand) throw new CallFailure('badge-unknown', serial);
      const before = badge === null ? null : foldedBadge(context, badge);
      if (before !== null) checkFate(context, before, input.fate, inHand);
      const written = appendFate(context, {
        word: input.fate,
        serial,
        delegateId: badge?.delegateId ?? null,
        targetId: badge?.issuedBy ?? null,
        operatorId,
      });
      const delegate =
        badge === null ? null : findDelegateById(context.db, badge.eventId, badge.delegateId);
      return {
        factId: written.id,
        serialText: serial,
        printedName: delegate?.printedName ?? '',
        delegation: delegate?.delegation ?? '',
        fate: input.fate,
        before: before?.thing ?? null,
      };
    })
    .immediate();
}

/**
 * Records that a badge was given to the delegate, or to the focal point who collects for a
 * delegation. The rules are those of {@link recordBadgeFate} for a badge that was not scanned.
 * Returns the fact, by which it can be undone. Throws CallFailure `not-found` for a serial that no
 * station issued, and what `recordBadgeFate` throws.
 */
export function handOverBadge(
  context: Context,
  caller: Caller,
  input: { serialText: string; to: 'delegate' | 'focal-point' },
): { factId: string } {
  const operatorId = operatorIdOf(caller);
  return context.db
    .transaction(() => {
      const badge = findBadge(context.db, input.serialText);
      if (badge === null) throw new CallFailure('not-found', input.serialText);
      checkFate(context, foldedBadge(context, badge), 'handed-over', false);
      const { serial, delegateId, issuedBy: targetId } = badge;
      const fate = { word: 'handed-over', serial, delegateId, targetId, operatorId } as const;
      return { factId: appendFate(context, { ...fate, to: input.to }).id };
    })
    .immediate();
}

/**
 * Undoes the last note on a badge by a further fact, which restores the badge's earlier state.
 * Throws CallFailure `not-found` for any other fact, `already-done` after another note.
 */
export function undoBadgeFate(context: Context, caller: Caller, factId: string): void {
  const operatorId = operatorIdOf(caller);
  context.db
    .transaction(() => {
      const fact = wordById(context, factId);
      const serial = fact?.badgeSerial ?? null;
      if (fact === null || serial === null) throw new CallFailure('not-found');
      const badge = findBadge(context.db, serial);
      const facts =
        badge === null
          ? factsOfBadge(context.db, context.event.file.id, serial)
          : factsAbout(context.db, badge.eventId, badge.delegateId);
      if (foldAttendance(facts).badges.get(serial)?.word !== factId)
        throw new CallFailure('already-done', serial);
      const before = foldAttendance(facts.filter(({ id }) => id !== factId)).badges.get(serial);
      appendFate(context, {
        word: wordBefore(before?.thing ?? 'printed'),
        serial,
        delegateId: badge?.delegateId ?? null,
        targetId: factId,
        operatorId,
      });
    })
    .immediate();
}

function serialOf(context: Context, badge: ParsedCallInput<'recordBadgeFate'>['badge']): string {
  if (badge.kind === 'serial') {
    const serial = parseSerial(badge.serialText);
    if (serial === null) throw new CallFailure('badge-unknown', badge.serialText);
    return formatSerial(serial);
  }
  const scan = parseScan(badge.readings, {
    event: context.event.file,
    crypto: nodeCrypto,
    now: context.clock(),
  });
  const shown = scan.kind === 'badge' ? lookAtBadge(context, scan) : null;
  if (shown === null || shown.kind === 'forged') throw new CallFailure('badge-unreadable');
  return shown.serial;
}

function checkFate(context: Context, badge: FoldedBadge, fate: BadgeFate, inHand: boolean): void {
  if (badge.thing === fate) throw new CallFailure('already-done', badge.serial);
  const jobState = printJobOfBadge(context.db, badge.serial)?.state ?? null;
  if (possibleFates({ badge, jobState, inHand }).includes(fate)) return;
  const isReplaced = fate === 'handed-over' && !badge.valid;
  throw new CallFailure(isReplaced ? 'badge-replaced' : 'badge-not-printed', badge.serial);
}

function appendFate(
  context: Context,
  fate: {
    word: BadgeFate | 'printed';
    serial: string;
    delegateId: string | null;
    targetId: string | null;
    operatorId: string;
    to?: 'delegate' | 'focal-point';
  },
): AttendanceEvent {
  const isHandOver = fate.word === 'handed-over';
  const written = appendEvent(context, {
    type: isHandOver ? 'badge-handed-over' : 'badge-voided',
    delegateId: fate.delegateId,
    checkpoint: context.checkpoint().id,
    targetId: fate.targetId,
    operatorId: fate.operatorId,
    badgeSerial: fate.serial,
    payload: isHandOver ? { to: fate.to ?? 'delegate' } : { fate: fate.word },
  });
  if (fate.delegateId !== null) projectBadges(context, fate.delegateId);
  return written;
}

function isWord({ type }: AttendanceEvent): boolean {
  return type === 'badge-handed-over' || type === 'badge-voided';
}

function wordById(context: Context, factId: string): AttendanceEvent | null {
  const fact = findAttendanceEvent(context.db, factId);
  return fact !== null && isWord(fact) ? fact : null;
}
