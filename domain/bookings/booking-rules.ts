import { inUse } from '../event/event-changes.ts';
import type { Checkpoint, EventFile } from '../event/event-file.ts';
import { minutesIntoDay, minutesOf } from '../event/local-day.ts';
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
 * The sessions of these ids in the order in which they first begin, those without hours last.
 * Without retired ones.
 */
export function sessionsAmong(
  { checkpoints, dayBoundary }: Pick<EventFile, 'checkpoints' | 'dayBoundary'>,
  ids: ReadonlySet<string>,
): Checkpoint[] {
  const beginning = ({ windows }: Checkpoint): string =>
    windows
      .map(({ day, opens }) => {
        const minutes = minutesIntoDay(opens, dayBoundary);
        return `${day} ${String(minutes).padStart(4, '0')}`;
      })
      .sort()[0] ?? '~';
  return inUse(checkpoints)
    .filter(({ id }) => ids.has(id))
    .map((session) => ({ session, from: beginning(session) }))
    .sort((a, b) => (a.from === b.from ? 0 : a.from < b.from ? -1 : 1))
    .map(({ session }) => session);
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
