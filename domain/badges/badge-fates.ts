import { z } from 'zod';
import type { FoldedBadge } from '../ledger/attendance-fold.ts';
import type { PrintJobState } from '../printing/print-job.ts';
import { askingPrintJobStates } from '../printing/print-job.ts';

/** The fates that an operator can record for an existing badge. */
export const badgeFates = ['returned', 'handed-over', 'lost', 'destroyed'] as const;
export const badgeFateSchema = z.enum(badgeFates);
export type BadgeFate = z.infer<typeof badgeFateSchema>;

export interface FateQuestion {
  badge: Pick<FoldedBadge, 'thing' | 'valid'>;
  /** State of the print job at this station; null where it has none here. */
  jobState: PrintJobState | null;
  /** The operator has the badge in hand: its own code was scanned. */
  inHand: boolean;
}

/**
 * The fates that an operator may record now, in the order in which a desk needs them. The latest
 * fate counts, so a later one corrects a wrong one. A badge that was never printed has no fate,
 * unless the operator has it in hand. A replaced badge cannot be handed over again.
 */
export function possibleFates({ badge, jobState, inHand }: FateQuestion): BadgeFate[] {
  const { thing, valid } = badge;
  const asks = jobState !== null && askingPrintJobStates.includes(jobState);
  const exists = (thing !== 'issued' && thing !== 'not-printed') || inHand || asks;
  if (!exists) return [];
  return badgeFates.filter((fate) => {
    if (fate === thing) return false;
    if (fate === 'handed-over') return valid;
    // A badge in the operator's hand is not lost.
    return fate !== 'lost' || !inHand;
  });
}

/** The fate that reverts a wrong one: the state of the badge before. */
export function wordBefore(thing: FoldedBadge['thing']): BadgeFate | 'printed' {
  switch (thing) {
    case 'handed-over':
    case 'returned':
    case 'lost':
    case 'destroyed':
      return thing;
    case 'issued':
    case 'printed':
    case 'not-printed':
      // The wrong fate was recorded with the badge in hand, so it was printed.
      return 'printed';
  }
}
