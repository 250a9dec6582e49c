import { findBadge } from '../../db/badges/badges.ts';
import type { PrintJobRow } from '../../db/printing/print-jobs.ts';
import { findPhoto } from '../../db/roster/photos.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import { type BadgeContent, latinOnly } from '../../domain/badges/badge.ts';
import { badgeContent } from '../../domain/badges/badge-content.ts';
import { finalPrintJobStates, type HoldReason } from '../../domain/printing/print-job.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { badgeTokenBytes, makeBadgeCode, parseSerial } from '../../domain/tickets/opaque-code.ts';
import { type Context, today } from '../base/context.ts';

/**
 * Content of a badge job, or why it must wait: the holder of a signed ticket may not be in the
 * roster yet. A finished job gets a code that no door accepts; an unfinished one whose code is gone
 * is never sent (`reissueWithoutCode`).
 */
export function contentOfJob(context: Context, job: PrintJobRow): BadgeContent | HoldReason {
  const badge = job.badgeSerial === null ? null : findBadge(context.db, job.badgeSerial);
  if (badge === null) return 'disregarded';
  const delegate = findDelegateById(context.db, job.eventId, badge.delegateId);
  if (delegate === null) return 'waits-for-data';
  if (badge.code === null && !finalPrintJobStates.includes(job.state)) return 'render-failed';
  const content = badgeContentFor(context, delegate, {
    serial: badge.serial,
    code: badge.code,
    attempt: job.attempt,
  });
  return job.latinOnly ? latinOnly(content) : content;
}

/** Content of a delegate's badge. Without its code it is only a picture: no door accepts it. */
export function badgeContentFor(
  context: Context,
  delegate: Delegate,
  badge: { serial: string; code: string | null; attempt: number },
): BadgeContent {
  const number = parseSerial(badge.serial);
  if (number === null) throw new Error(`"${badge.serial}" is no badge serial`);
  return badgeContent({
    delegate,
    event: context.event.file,
    serial: number,
    qrText: badge.code ?? makeBadgeCode(number, new Uint8Array(badgeTokenBytes)),
    attempt: badge.attempt,
    day: today(context),
    training: context.training,
    photo: findPhoto(context.db, context.event.file.id, delegate.id),
  });
}
