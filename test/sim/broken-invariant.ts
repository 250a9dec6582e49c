/** What must hold at the end of every schedule, or at every moment of it. */
export const invariants = [
  'every-fact-at-the-hub',
  'exactly-once',
  'no-phantoms',
  'same-fold',
  'bookings',
  'chains',
  'dense-streams',
  'cause-before-clock',
  'clocks',
  'head-never-back',
  'acknowledged-kept',
  'no-replay',
  'quarantine',
  'same-roster',
  'same-pairs',
  'cancelled-stays-out',
  'badge-serials',
  'personal',
  'stop-list',
  'sync-works',
  'settles',
  'disregarded',
  'alerts',
  'report',
  'event',
  'saved-edits',
  'proven',
] as const;
export type Invariant = (typeof invariants)[number];

export class BrokenInvariant extends Error {
  readonly invariant: Invariant;
  constructor(invariant: Invariant, detail: string, cause?: unknown) {
    super(`${invariant}: ${detail}`, { cause });
    this.name = 'BrokenInvariant';
    this.invariant = invariant;
  }
}
