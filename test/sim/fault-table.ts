import type { Operation } from './schedule.ts';

/**
 * How often each operation is in a schedule, relative to the others of it: 2 for those not named, 0 for
 * one that is never drawn. An operation is switched off here, and nowhere else.
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
  // What ends something: seldom, else nothing grows that could end.
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
  hostile: 4,
  judge: 1.5,
  'change-event': 4,
  'call-day': 1.5,
  'ask-day': 1.5,
};

/** How far a clock jumps at most, in days: at a station, and at the hub. */
export const furthestJump = { station: 40, hub: 40 };

/**
 * Promises that are kept by whoever could prove them, checked at the end of each schedule. One that the
 * product is known to break is switched off here, with the reason beside it.
 */
export const checked = {
  /** Whom a desk's stop list named as a hub was lost stays stopped. Off: lists go by their version. */
  'stopped people stay stopped': false,
  /**
   * Of each field that a word of the ledger changed, the last word by its cause is what the hub says. Off:
   * a hub that took over leaves out relayed words of the hub before it.
   */
  'last words stay': false,
  /** What a saved version of the event added, and a station held as a hub was lost, is in the hub's file. */
  'saved edits stay': true,
  /** No station is proven for a day while any store holds a record of it that the hub lacks. */
  'proven days are whole': true,
};
