import { groupBy } from '../../domain/base/group-by.ts';
import { type InLanguages, onScreens, type ScreenText } from '../../domain/base/language.ts';
import { isWithinWindows } from '../../domain/check-in/admission.ts';
import { zoneOf } from '../../domain/doors/zones.ts';
import type { Checkpoint, EventFile } from '../../domain/event/event-file.ts';
import { localDayOf, minuteOfDay, minutesIntoDay } from '../../domain/event/local-day.ts';
import type { Rooms } from '../../domain/organiser/figures.ts';
import type { Books } from './books.ts';
import { basisOf, type FigureRequest } from './figures.ts';

type Room = Rooms['rooms'][number];
type Session = Room['sessions'][number];

type RoomBooks = Pick<Books, 'event' | 'seq'> & { zones: Pick<Books['zones'], 'inside'> };

interface Gates {
  kind: Room['kind'];
  gates: Checkpoint[];
}

/**
 * Counts the people inside each room, in the event file's order. Exits hold no one and are left
 * out. Consecutive sessions in one room have separate zones: here they are one room, with the
 * running session first. No one is in two zones of a room at once, so their counts add up.
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
    const sessions = gates.map((gate) =>
      sessionOf(gate, time, inside.get(zoneOf(gate)) ?? 0, event),
    );
    const zones = new Map(gates.map((gate, at) => [zoneOf(gate), sessions[at]?.inside ?? 0]));
    const running = gates.filter((_gate, at) => sessions[at]?.isRunning === true);
    return {
      kind,
      zone: zoneOf(gates[0] as Checkpoint),
      room: roomName(gates, event),
      inside: [...zones.values()].reduce((sum, count) => sum + count, 0),
      // The running session decides; of several capacities the smallest is safe.
      capacity: smallest(running) ?? smallest(gates),
      sessions: sessions.toSorted((a, b) => rankOf(a, time) - rankOf(b, time)),
    };
  });
  return { day, basis: basisOf(books, now), rooms };
}

/** Groups checkpoints by room: those of one zone, and those of zones whose rooms share a name. */
function gatesOf(event: Pick<EventFile, 'checkpoints' | 'languages'>): Gates[] {
  const holding = event.checkpoints.filter(({ kind, zone }) => kind !== 'exit' || zone !== null);
  const zones = [...groupBy(holding, zoneOf)].map(([zone, gates]) => {
    const isHouse = gates.some(({ kind }) => kind === 'registration');
    const room = roomName(gates, event);
    // No zone of an event file has a name of this form.
    return { gates, isHouse, key: isHouse || room === null ? zone : `room ${room.en}` };
  });
  return [...groupBy(zones, ({ key }) => key).values()].map((same) => ({
    kind: same.some(({ isHouse }) => isHouse) ? ('house' as const) : ('room' as const),
    gates: same.flatMap(({ gates }) => gates),
  }));
}

function roomName(gates: readonly Checkpoint[], event: InLanguages): ScreenText | null {
  const room = gates.find((gate) => gate.room !== null)?.room ?? null;
  return room === null ? null : onScreens(room, event);
}

interface Time {
  day: string;
  /** Null on another day than today. */
  minuteOfDay: number | null;
  /** Minutes of a local time since the event's day began. */
  intoDay: (at: string) => number;
}

function sessionOf(
  gate: Checkpoint,
  { day, minuteOfDay: minute }: Time,
  inside: number,
  event: InLanguages,
): Session {
  const isRunning = minute !== null && isWithinWindows(gate, { day, minuteOfDay: minute });
  const today = gate.windows.filter((window) => window.day === day);
  const now = today.find(
    (window) =>
      minute !== null && isWithinWindows({ windows: [window] }, { day, minuteOfDay: minute }),
  );
  const hours = now ?? today[0];
  return {
    checkpoint: gate.id,
    name: onScreens(gate.name, event),
    isRunning,
    inside,
    hours: hours === undefined ? null : { opens: hours.opens, closes: hours.closes },
    isToday: gate.retired !== true && (today.length > 0 || gate.windows.length === 0),
  };
}

/** Ranks after every session of the day, since all of them begin before. */
const minutesOfDay = 1440;

/** Running sessions first, then the day's sessions by their hours, then those of other days. */
function rankOf({ isRunning, isToday, hours }: Session, { intoDay }: Time): number {
  if (isRunning) return -1;
  return isToday ? intoDay(hours?.opens ?? '00:00') : minutesOfDay;
}

function smallest(gates: readonly Checkpoint[]): number | null {
  const known = gates.flatMap(({ capacity }) => capacity ?? []);
  return known.length === 0 ? null : Math.min(...known);
}
