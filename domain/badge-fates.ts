import { z } from 'zod';
import type { FoldedBadge } from './attendance-fold.ts';
import type { PrintJobState } from './print-job.ts';
import { askingPrintJobStates } from './print-job.ts';

/** What somebody can say of a badge that exists. */
export const badgeFates = ['returned', 'handed-over', 'lost', 'destroyed'] as const;
export const badgeFateSchema = z.enum(badgeFates);
export type BadgeFate = z.infer<typeof badgeFateSchema>;

/** What the rules of fates look at. */
export interface FateQuestion {
  badge: Pick<FoldedBadge, 'thing' | 'valid'>;
  /** State of its print job at this station; null where it has none here. */
  jobState: PrintJobState | null;
  /** True where somebody holds the badge in the hand: its own code was scanned. */
  inHand: boolean;
}

/**
 * The fates that may be recorded now, in the order in which a desk needs them. The latest word holds, so
 * a wrong one is put right by the right one. What never came out has no fate, unless somebody holds it in
 * the hand; a badge that was replaced is not handed over again.
 */
export function possibleFates({ badge, jobState, inHand }: FateQuestion): BadgeFate[] {
  const { thing, valid } = badge;
  const asks = jobState !== null && askingPrintJobStates.includes(jobState);
  const exists = (thing !== 'issued' && thing !== 'not-printed') || inHand || asks;
  if (!exists) return [];
  return badgeFates.filter((fate) => {
    if (fate === thing) return false;
    if (fate === 'handed-over') return valid;
    // What is held in the hand is not lost.
    return fate !== 'lost' || !inHand;
  });
}

/** The word that takes a wrong fate back: what the badge was before. */
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
      // Somebody had it in the hand when the wrong word was said: it is out.
      return 'printed';
  }
}
