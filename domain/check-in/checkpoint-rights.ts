import type { Checkpoint, EventFile, LocalDay } from '../event/event-file.ts';
import type { Delegate } from '../roster/delegate.ts';

/** One person's right at one checkpoint. */
export interface CheckpointRight {
  checkpoint: Checkpoint;
  /** The category's right; hours, seats and the count in the room are checked on arrival. */
  mayEnter: boolean;
  /** Days on which the person may pass; null for every day. Empty without the right. */
  days: readonly LocalDay[] | null;
}

/**
 * Which checkpoints a person may pass, in the order of the event file; ways out are left out. It
 * ignores the status of the registration, which every checkpoint checks.
 */
export function checkpointRights(
  event: Pick<EventFile, 'checkpoints' | 'days'>,
  delegate: Pick<Delegate, 'category' | 'days'>,
): CheckpointRight[] {
  return event.checkpoints
    .filter(({ kind, retired }) => kind !== 'exit' && retired !== true)
    .map((checkpoint) => {
      const days = event.days.filter(
        (day) =>
          (delegate.days?.includes(day) ?? true) &&
          (checkpoint.windows.length === 0 || checkpoint.windows.some((w) => w.day === day)),
      );
      const entitled = checkpoint.categories?.includes(delegate.category) ?? true;
      const mayEnter = entitled && days.length > 0;
      if (!mayEnter) return { checkpoint, mayEnter, days: [] };
      return { checkpoint, mayEnter, days: days.length === event.days.length ? null : days };
    });
}
