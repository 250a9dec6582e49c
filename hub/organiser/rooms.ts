import { groupBy } from '../../domain/base/group-by.ts';
import { isWithinWindows } from '../../domain/check-in/admission.ts';
import { zoneOf } from '../../domain/doors/zones.ts';
import type { Checkpoint, EventFile } from '../../domain/event/event-file.ts';
import { localDayOf, minuteOfDay, minutesIntoDay } from '../../domain/event/local-day.ts';
import type { Rooms } from '../../domain/hub-hosting/organiser-figures.ts';
import type { Books } from './books.ts';
import { basisOf, type FigureRequest } from './figures.ts';

type Room = Rooms['rooms'][number];
type Session = Room['sessions'][number];

/** What rooms need of the books. */
type RoomBooks = Pick<Books, 'event' | 'seq'> & { zones: Pick<Books['zones'], 'inside'> };

/** A room with the checkpoints that lead into it. */
interface Gates {
  kind: Room['kind'];
  gates: Checkpoint[];
}

/**
 * How many are inside each room, in the event file's order; without exits, which hold nobody. The
 * sessions of one room follow one another in zones of their own: they are one room here, with the
 * running session first. Nobody is in two zones of rooms at once, so their counts add up.
 */
export function roomsOf(books: RoomBooks, { day, now }: FigureRequest): Rooms {
  const { event } = books;
  const inside = books.zones.inside(day);
  const time = {
    day,
    minuteOfDay: localDayOf(now, event) === day ? minuteOfDay(now, event.timeZone) : null,
    intoDay: (at: string) => minutesIntoDay(at, event.dayBoundary),
  };
  const rooms = gatesOf(event).map(({ kind, gates }): Room => {
    const sessions = gates.map((gate) => sessionOf(gate, time, inside.get(zoneOf(gate)) ?? 0));
    const zones = new Map(gates.map((gate, at) => [zoneOf(gate), sessions[at]?.inside ?? 0]));
    const running = gates.filter((_gate, at) => sessions[at]?.isRunning === true);
    return {
      kind,
      zone: zoneOf(gates[0] as Checkpoint),
      room: gates.find(({ room }) => room !== null)?.room ?? null,
      inside: [...zones.values()].reduce((sum, count) => sum + count, 0),
      // What is running has the say; of several capacities the smallest is safe.
      capacity: smallest(running) ?? smallest(gates),
      sessions: sessions.toSorted((a, b) => rankOf(a, time) - rankOf(b, time)),
    };
  });
  return { day, basis: basisOf(books, now), rooms };
}

/** The checkpoints by room: those of one zone, and those whose zones have a room of one name. */
function gatesOf({ checkpoints }: Pick<EventFile, 'checkpoints'>): Gates[] {
  const holding = checkpoints.filter(({ kind, zone }) => kind !== 'exit' || zone !== null);
  const zones = [...groupBy(holding, zoneOf)].map(([zone, gates]) => {
    const isHouse = gates.some(({ kind }) => kind === 'registration');
    const room = gates.find((gate) => gate.room !== null)?.room ?? null;
    // No zone of a file has such a name.
    return { gates, isHouse, key: isHouse || room === null ? zone : `room ${room.en}` };
  });
  return [...groupBy(zones, ({ key }) => key).values()].map((same) => ({
    kind: same.some(({ isHouse }) => isHouse) ? ('house' as const) : ('room' as const),
    gates: same.flatMap(({ gates }) => gates),
  }));
}

interface Time {
  day: string;
  /** Null on another day than today. */
  minuteOfDay: number | null;
  /** Minutes since the event's day began, of a local time. */
  intoDay: (at: string) => number;
}

function sessionOf(gate: Checkpoint, { day, minuteOfDay: minute }: Time, inside: number): Session {
  const isRunning = minute !== null && isWithinWindows(gate, { day, minuteOfDay: minute });
  const today = gate.windows.filter((window) => window.day === day);
  const now = today.find(
    (window) =>
      minute !== null && isWithinWindows({ windows: [window] }, { day, minuteOfDay: minute }),
  );
  const hours = now ?? today[0];
  return {
    checkpoint: gate.id,
    name: gate.name,
    isRunning,
    inside,
    hours: hours === undefined ? null : { opens: hours.opens, closes: hours.closes },
    isToday: gate.retired !== true && (today.length > 0 || gate.windows.length === 0),
  };
}

/** As many minutes has a day: any session of it begins before. */
const minutesOfDay = 1440;

/** What runs comes first, then the day's sessions by their hours, then those of other days. */
function rankOf({ isRunning, isToday, hours }: Session, { intoDay }: Time): number {
  if (isRunning) return -1;
  return isToday ? intoDay(hours?.opens ?? '00:00') : minutesOfDay;
}

function smallest(gates: readonly Checkpoint[]): number | null {
  const known = gates.flatMap(({ capacity }) => capacity ?? []);
  return known.length === 0 ? null : Math.min(...known);
}
