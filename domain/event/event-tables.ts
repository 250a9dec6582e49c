import { z } from 'zod';
import {
  eventTextSchema,
  firstText,
  type KioskLanguage,
  type ScreenLanguage,
} from '../base/language.ts';
import { compareCodeUnits, textOrder } from '../base/text-order.ts';
import {
  type Checkpoint,
  type Delegation,
  type EventFile,
  makeCheckpoint,
  windowSchema,
} from './event-file.ts';
import { freeId } from './free-id.ts';
import { localDayOf, minutesIntoDay, shownMinute } from './local-day.ts';

/** The tables that an organiser can supply as a file for a new event. */
export const eventTables = ['delegations', 'sessions'] as const;
export type EventTable = (typeof eventTables)[number];

/** A column with a text of the event in one of its languages: "name.fr". */
export type TextColumn<N extends string> = `${N}.${KioskLanguage}`;

export type DelegationColumn = 'code' | TextColumn<'name'> | 'kind' | 'orderEn' | 'orderFr';

export type SessionColumn =
  | TextColumn<'title'>
  | TextColumn<'room'>
  | ('day' | 'opens' | 'closes' | 'categories');

/** What a table must have, as the `missing-column` problem names it. */
export const neededColumns = ['code', 'name', 'title', 'day', 'opens', 'closes'] as const;

/** Max characters of a code (as in the event file), and of a name, title or room. */
export const maxCode = 16;
export const maxName = 160;
/** A table with more lines must be a different one. */
export const maxDelegations = 2_000;
export const maxSessions = 1_000;

/** What is wrong with a table as a whole or with one line. The locale files have the messages. */
const problemCodes = [
  'no-lines',
  'too-many-lines',
  'missing-column',
  'wrong-shape',
  'unreadable-letter',
  'no-code',
  'code-too-long',
  'code-twice',
  'no-name',
  'too-long',
  'unknown-kind',
  'unknown-order',
  'days-missing',
  'no-title',
  'unknown-day',
  'day-outside',
  'unknown-time',
  'wrong-end',
  'unknown-category',
  'calendar-unreadable',
  'entry-unreadable',
  'unknown-zone',
  'endless-rule',
] as const;

export const tableProblemSchema = z.strictObject({
  code: z.enum(problemCodes),
  /** Null for the whole file, and for an entry of a calendar. */
  line: z.int().positive().nullable(),
  /** UID of an entry of a calendar. */
  uid: z.string().nullable(),
  /** The cell, the missing column or the detail; at most 80 characters. */
  value: z.string(),
  /** The line that already has the same code. */
  sameAs: z.int().positive().nullable(),
});
export type TableProblem = z.infer<typeof tableProblemSchema>;

/** An entry of a calendar that is not a session, and why. */
export const leftOutSchema = z.strictObject({
  why: z.enum(['whole-day', 'cancelled']),
  uid: z.string(),
  title: z.string(),
});
export type LeftOut = z.infer<typeof leftOutSchema>;

/**
 * A line of the table of delegations. Its position in the list is null where the table has none.
 */
export type DelegationLine = Pick<Delegation, 'code' | 'name' | 'kind'> & {
  order: Record<ScreenLanguage, number | null>;
};

/**
 * Delegations in the form of an event file. Without positions they are sorted by name in each
 * language.
 */
export function orderedDelegations(lines: readonly DelegationLine[]): Delegation[] {
  const places = { en: placesByName(lines, 'en'), fr: placesByName(lines, 'fr') };
  return lines.map((line) => ({
    ...line,
    order: {
      en: line.order.en ?? places.en.get(line) ?? 0,
      fr: line.order.fr ?? places.fr.get(line) ?? 0,
    },
    validFrom: null,
    validTo: null,
  }));
}

function placesByName(
  lines: readonly DelegationLine[],
  language: ScreenLanguage,
): Map<DelegationLine, number> {
  const compare = textOrder(language, { ignorePunctuation: true });
  const nameOf = ({ name }: DelegationLine): string => name[language] ?? firstText(name);
  const sorted = lines.toSorted((a, b) => compare(nameOf(a), nameOf(b)));
  return new Map(sorted.map((line, index) => [line, index + 1]));
}

export type SessionWindow = z.infer<typeof windowSchema>;

export const eventSessionSchema = z.strictObject({
  title: eventTextSchema,
  room: eventTextSchema.nullable(),
  /** Category ids; null for all. */
  categories: z.array(z.string()).nullable(),
  window: windowSchema,
});
export type EventSession = z.infer<typeof eventSessionSchema>;

export type EventTiming = Pick<EventFile, 'days' | 'timeZone' | 'dayBoundary'>;

/**
 * The window of a session from its calendar day and local times (`HH:MM`). A session that opens
 * before the day boundary belongs to the event's previous day.
 */
export function windowOf(
  { day, opens, closes }: SessionWindow,
  { days, dayBoundary }: Omit<EventTiming, 'timeZone'>,
): SessionWindow | 'day-outside' | 'wrong-end' {
  const isNight = opens < dayBoundary;
  const before = isNight ? Date.parse(day) - 86_400_000 : Date.parse(day);
  const own = new Date(before).toISOString().slice(0, 10);
  if (!days.includes(own)) return 'day-outside';
  return isAhead(opens, closes, { dayBoundary }) ? { day: own, opens, closes } : 'wrong-end';
}

/** Whether a window ends after it opens, and by the next day boundary. */
function isAhead(
  opens: string,
  closes: string,
  { dayBoundary }: Pick<EventTiming, 'dayBoundary'>,
): boolean {
  return minutesIntoDay(opens, dayBoundary) < (minutesIntoDay(closes, dayBoundary) || 1440);
}

/** The window of a session between two instants (UTC milliseconds). */
export function windowBetween(
  start: number,
  end: number,
  event: EventTiming,
): SessionWindow | 'day-outside' | 'wrong-end' {
  const day = localDayOf(start, event);
  if (!event.days.includes(day)) return 'day-outside';
  if (end - start < 60_000 || localDayOf(end - 1, event) !== day) return 'wrong-end';
  const [opens, closes] = [timeAt(start, event), timeAt(end, event)];
  // Across an hour that occurs twice, the clock can show an earlier time at the end than at the
  // start.
  return isAhead(opens, closes, event) ? { day, opens, closes } : 'wrong-end';
}

function timeAt(instant: number, { timeZone }: EventTiming): string {
  const minutes = shownMinute(instant, timeZone);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/**
 * A checkpoint for each session. Ids are the titles in plain letters, numbered where a title occurs
 * twice.
 *
 * @param taken the event's other checkpoints
 */
export function sessionCheckpoints(
  sessions: readonly EventSession[],
  taken: readonly { id: string }[],
): Checkpoint[] {
  const made: Checkpoint[] = [];
  for (const { title, room, categories, window } of sessions) {
    const id = freeId(firstText(title), [...taken, ...made], 'session');
    made.push(
      makeCheckpoint({
        id,
        name: title,
        kind: 'session',
        windows: [window],
        categories,
        room,
        needsCheckIn: true,
      }),
    );
  }
  return made;
}

/** Returns a comparator that sorts sessions as a timetable lists them. */
export function byTime(event: Pick<EventTiming, 'dayBoundary'>) {
  return (one: EventSession, other: EventSession): number =>
    compareCodeUnits(one.window.day, other.window.day) ||
    minutesIntoDay(one.window.opens, event.dayBoundary) -
      minutesIntoDay(other.window.opens, event.dayBoundary);
}
