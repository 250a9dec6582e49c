import { isWithinWindows } from '../check-in/admission.ts';
import { inUse } from '../event/event-changes.ts';
import type { Checkpoint, EventFile, LocalDay } from '../event/event-file.ts';
import { minutesOf } from '../event/local-day.ts';

/**
 * The session at which a door stands: that of its room by the timetable. The one that is open now;
 * between two the next of the day, and behind the last that one. Whatever has no room or no hours,
 * an entrance for example, stays as chosen.
 *
 * @param at the event's local day and the minutes since local midnight
 */
export function roomSession(
  event: Pick<EventFile, 'checkpoints' | 'dayBoundary'>,
  chosen: Checkpoint,
  at: { day: LocalDay; minuteOfDay: number },
): Checkpoint {
  const { kind, room, windows } = chosen;
  if (kind !== 'session' || room === null || windows.length === 0) return chosen;
  const boundary = minutesOf(event.dayBoundary);
  const intoDay = (minute: number): number => (minute - boundary + 1440) % 1440;
  const here = inUse(event.checkpoints)
    .filter((one) => one.kind === 'session' && one.room?.en === room.en)
    .flatMap((session) =>
      session.windows
        .filter(({ day }) => day === at.day)
        .map(({ opens }) => ({ session, opens: intoDay(minutesOf(opens)) })),
    )
    .sort((a, b) => a.opens - b.opens);
  const open = here.filter(({ session }) => isWithinWindows(session, at));
  if (open.some(({ session }) => session.id === chosen.id)) return chosen;
  const now = intoDay(at.minuteOfDay);
  const next = here.find(({ opens }) => opens > now);
  return (open[0] ?? next ?? here.at(-1))?.session ?? chosen;
}
