import type { Operation } from './operations.ts';

/**
 * How often each operation comes in a schedule, relative to the others: 2 for those not named, 0
 * for never. This is the only place where an operation can be switched off.
 */
export const weights: Partial<Record<Operation, number>> = {
  'check-in': 12,
  sync: 12,
  undo: 4,
  'sync-between': 5,
  'sync-together': 3,
  'sync-cut': 4,
  'sync-answer-lost': 4,
  'sync-station-crash': 4,
  'sync-hub-crash': 4,
  'sync-late': 3,
  'deliver-late': 4,
  'clock-seconds': 3,
  'clock-jump': 3,
  'hub-clock': 2,
  // Operations that end something are rare: otherwise nothing grows that could end.
  'roll-back': 1.5,
  'roll-back-old': 1,
  clone: 1.5,
  wipe: 1,
  revoke: 0.5,
  restore: 1,
  'restore-old': 0.8,
  'take-over': 1,
  'take-over-behind': 1,
  week: 1,
  hostile: 5,
  judge: 1.5,
  'change-event': 4,
  'call-day': 1.5,
  'ask-day': 1.5,
  book: 6,
  'give-up': 6,
  'hub-book': 3,
};

/** The furthest that a clock jumps, in days. */
export const furthestJump = { station: 40, hub: 40 };
