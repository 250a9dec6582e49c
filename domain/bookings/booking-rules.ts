import { inUse } from '../event/event-changes.ts';
import type { Checkpoint, EventFile } from '../event/event-file.ts';
import { minutesOf } from '../event/local-day.ts';
import type { HeldPlace } from './booking.ts';
import type { SessionBookings } from './session-bookings.ts';

/** The sessions whose doors ask for a booking, in the order of the event's file. */
export function bookableSessions<
  Session extends Pick<Checkpoint, 'id' | 'kind' | 'passes' | 'retired'>,
>({ checkpoints }: { checkpoints: readonly Session[] }): Session[] {
  return inUse(checkpoints).filter(
    ({ kind, passes }) => kind === 'session' && passes !== 'everyone',
  );
}

/**
 * Whether a new booking gets a place, or waits. A place that became free belongs to who waits
 * already, also before it was given to them.
 */
export function placeForNew(bookings: SessionBookings, capacity: number | null): HeldPlace {
  const { left, waiting } = bookings.places(capacity);
  return left === null || left > waiting.length ? 'booked' : 'waiting';
}

/** Ids of those who wait and for whom there is a place by now, in the order of their turn. */
export function nextInTurn(bookings: SessionBookings, capacity: number | null): readonly string[] {
  const { left, waiting } = bookings.places(capacity);
  return left === null ? waiting : waiting.slice(0, left);
}

/** Whether two sessions have hours at the same time. Without hours a session meets no other. */
export function areAtOneTime(
  a: Pick<Checkpoint, 'windows'>,
  b: Pick<Checkpoint, 'windows'>,
  { dayBoundary }: Pick<EventFile, 'dayBoundary'>,
): boolean {
  const boundary = minutesOf(dayBoundary);
  const intoDay = (time: string): number => (minutesOf(time) - boundary + 1440) % 1440;
  return a.windows.some((one) =>
    b.windows.some(
      (other) =>
        one.day === other.day &&
        intoDay(one.opens) < endOf(other) &&
        intoDay(other.opens) < endOf(one),
    ),
  );

  function endOf({ opens, closes }: Checkpoint['windows'][number]): number {
    const [from, to] = [intoDay(opens), intoDay(closes)];
    return to > from ? to : 1440;
  }
}
