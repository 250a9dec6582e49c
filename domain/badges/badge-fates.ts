import { z } from 'zod';
import type { FoldedBadge } from '../ledger/attendance-fold.ts';
import type { PrintJobState } from '../printing/print-job.ts';
import { askingPrintJobStates } from '../printing/print-job.ts';

/** The fates that an operator can record for a badge that exists. */
export const badgeFates = ['returned', 'handed-over', 'lost', 'destroyed'] as const;
export const badgeFateSchema = z.enum(badgeFates);
export type BadgeFate = z.infer<typeof badgeFateSchema>;

/** What the rules of fates depend on. */
export interface FateQuestion {
  badge: Pick<FoldedBadge, 'thing' | 'valid'>;
  /** State of its print job at this station; null where it has none here. */
  jobState: PrintJobState | null;
  /** True where the operator has the badge in hand: its own code was scanned. */
  inHand: boolean;
}

/**
 * The fates that may be recorded now, in the order in which a desk needs them. The latest one
 * counts, so a later fate corrects a wrong one. A badge that never came out has no fate, unless the
 * operator has it in hand; a replaced badge is not handed over again.
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

/** The fate that takes a wrong one back: what the badge was before. */
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
      // An operator had it in hand when the wrong fate was recorded, so it came out.
      return 'printed';
  }
}
