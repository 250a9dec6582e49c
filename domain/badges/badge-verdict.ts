import type { BadgePolicy } from '../event/event-file.ts';
import type { FoldedBadge } from '../ledger/attendance-fold.ts';

/** Reasons to doubt a badge whose code is not known to be forged. */
export const badgeDoubts = ['stale', 'lost', 'destroyed', 'returned', 'unheard'] as const;
export type BadgeDoubt = (typeof badgeDoubts)[number];

export type BadgeVerdict =
  | { outcome: 'good' }
  | { outcome: 'ask' | 'refuse'; doubt: BadgeDoubt }
  /** The serial was issued with another token, so nothing in the code can be trusted. */
  | { outcome: 'forged' };

/**
 * Judges the badge alone, for desks and doors alike. `decide` then checks the holder, the time and
 * the place. A badge reported lost or destroyed is refused whatever the policy: the bearer may not
 * be its holder.
 *
 * @param badge `folded` is what happened to the badge, null while its issue is not known here;
 * `authentic` says whether its token is the one issued
 */
export function badgeVerdict(
  badge: { authentic: boolean; folded: Pick<FoldedBadge, 'thing' | 'valid'> | null },
  policy: BadgePolicy,
): BadgeVerdict {
  // Without the issue this station cannot know who made the code.
  if (badge.folded === null) return { outcome: policy.unheard, doubt: 'unheard' };
  if (!badge.authentic) return { outcome: 'forged' };
  const { thing, valid } = badge.folded;
  if (thing === 'lost' || thing === 'destroyed') return { outcome: 'refuse', doubt: thing };
  if (!valid) return { outcome: policy.stale, doubt: 'stale' };
  if (thing === 'returned') return { outcome: policy.returned, doubt: 'returned' };
  // The bearer has it, even if no one recorded that it was printed or handed over: the badge is
  // valid.
  return { outcome: 'good' };
}
