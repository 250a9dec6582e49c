import { v7 as uuidv7 } from 'uuid';
import { type BadgeRow, badgesOfDelegate, findBadge, insertBadge } from '../../db/badges/badges.ts';
import { factsAbout, projectBadgesOf } from '../../db/ledger/projection.ts';
import { takeBadgeCount } from '../../db/ledger/station.ts';
import { insertPrintJob } from '../../db/printing/print-jobs.ts';
import type { ReprintReason } from '../../domain/ledger/attendance.ts';
import { type FoldedBadge, foldAttendance } from '../../domain/ledger/attendance-fold.ts';
import { type BadgeSerial, formatSerial, makeBadgeCode } from '../../domain/tickets/opaque-code.ts';
import type { Context } from '../base/context.ts';
import { appendEvent } from '../ledger/append-event.ts';

export interface IssuedBadge {
  serial: string;
  jobId: string;
}

/** Badges in these states still count as the delegate's own; a new one makes them stale. */
export const living: ReadonlySet<BadgeRow['state']> = new Set(['issued', 'printed', 'handed-over']);
/** Final states that a later note may undo. */
const ended: ReadonlySet<BadgeRow['state']> = new Set(['returned', 'lost', 'destroyed']);

/**
 * Makes a badge serial and its print job; older badges become stale. Call it inside a transaction.
 */
export function issueBadge(
  context: Context,
  request: {
    delegateId: string;
    operatorId: string | null;
    reason: 'first' | ReprintReason;
    /** The batch that prints the badge ahead; badges for people at the desk print first. */
    batchId?: string;
  },
): IssuedBadge {
  const replaced = voidLivingBadges(
    context,
    request.delegateId,
    request.operatorId,
    fateOf(request.reason),
  );
  const number = takeBadgeNumber(context);
  const serial = formatSerial(number);
  const { token, proof } = context.badgeTokens.make();
  const issued = appendEvent(context, {
    type: 'badge-issued',
    delegateId: request.delegateId,
    checkpoint: null,
    targetId: null,
    operatorId: request.operatorId,
    badgeSerial: serial,
    payload: {
      reason: request.reason,
      replaces: replaced,
      salt: proof.salt,
      hash: proof.hash,
      ...(request.batchId === undefined ? {} : { batch: request.batchId }),
    },
  });
  insertBadge(context.db, {
    serial,
    eventId: issued.eventId,
    delegateId: request.delegateId,
    code: makeBadgeCode(number, token),
    issuedBy: issued.id,
    reason: request.reason,
    replaces: replaced,
    state: 'issued',
    wall: issued.wall,
  });
  if (replaced !== null) projectBadges(context, request.delegateId);
  const jobId = uuidv7();
  insertPrintJob(context.db, {
    id: jobId,
    eventId: issued.eventId,
    kind: 'badge',
    badgeSerial: serial,
    delegateId: request.delegateId,
    priority: request.batchId === undefined ? 0 : 1,
    batchId: request.batchId ?? null,
    wall: issued.wall,
  });
  return { serial, jobId };
}

/** The next number without a known badge: a clone of this disk may have used some already. */
function takeBadgeNumber({ db, self }: Context): BadgeSerial {
  for (;;) {
    const number = { station: self.stationNumber, count: takeBadgeCount(db) };
    if (findBadge(db, formatSerial(number)) === null) return number;
  }
}

/**
 * Invalidates every badge of a delegate that is valid or might become so: a lost one may be found,
 * a returned one may be handed out again. Returns the newest one's serial. Call it inside a
 * transaction.
 *
 * @param keep serial of the badge that stays valid
 */
export function voidLivingBadges(
  context: Context,
  delegateId: string,
  operatorId: string | null,
  fate: 'stale' | 'lost' | 'destroyed',
  keep: string | null = null,
): string | null {
  const badges = badgesOfDelegate(context.db, context.event.file.id, delegateId).filter(
    (badge) =>
      badge.serial !== keep &&
      // Without an operator it is a kiosk, which may write only about its own badges
      // (`fact-rights.ts`).
      (operatorId !== null || badge.serial.startsWith(context.self.stationNumber)) &&
      (living.has(badge.state) || (ended.has(badge.state) && foldedBadge(context, badge).valid)),
  );
  for (const badge of badges) {
    appendEvent(context, {
      type: 'badge-voided',
      delegateId,
      checkpoint: null,
      targetId: badge.issuedBy,
      operatorId,
      badgeSerial: badge.serial,
      // Keep the recorded fate; only mark the badge invalid.
      payload: { fate: living.has(badge.state) ? fate : 'stale' },
    });
  }
  if (badges.length > 0) projectBadges(context, delegateId);
  return badges[0]?.serial ?? null;
}

function fateOf(reason: 'first' | ReprintReason): 'stale' | 'lost' | 'destroyed' {
  if (reason === 'lost') return 'lost';
  return reason === 'damaged' ? 'destroyed' : 'stale';
}

/** A badge's state by the fold of all facts: its fate, and whether it is still valid. */
export function foldedBadge(context: Context, badge: BadgeRow): FoldedBadge {
  const facts = factsAbout(context.db, badge.eventId, badge.delegateId);
  const folded = foldAttendance(facts).badges.get(badge.serial);
  if (folded === undefined) throw new Error(`no fact tells of badge ${badge.serial}`);
  return folded;
}

/** Writes the states of a delegate's badges by all facts. Call it in a new fact's transaction. */
export function projectBadges({ db, event }: Context, delegateId: string): void {
  projectBadgesOf(db, event.file.id, delegateId);
}
