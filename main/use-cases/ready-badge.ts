import { type BadgeRow, badgesOfDelegate } from '../../db/badges.ts';
import { printJobOfBadge } from '../../db/print-jobs.ts';
import { raisePrintJob } from '../../db/print-routes.ts';
import type { Context } from './context.ts';

/** A badge that a delegate has before the check-in that would print one. */
export interface ReadyBadge {
  serial: string;
  /** Its job at this station; null where another desk printed it. */
  jobId: string | null;
  /** `waiting`: not out yet; `ready`: lies there to be handed over; `handed-over`: somebody has it. */
  state: 'waiting' | 'ready' | 'handed-over';
}

/**
 * The badge that was printed ahead for a delegate, so that no second one is printed; one that still waits in
 * a batch now prints before the batch. Null if there is none, or if it waits at another desk: the person
 * stands here, and a new badge makes that one stale. Call inside the transaction of the admission.
 */
export function takeReadyBadge(context: Context, delegateId: string): ReadyBadge | null {
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
