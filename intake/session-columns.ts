import { textsIn } from '../domain/base/language.ts';
import { type BookingState, bookingWeight } from '../domain/bookings/booking.ts';
import { bookableSessions } from '../domain/bookings/booking-rules.ts';
import type { EventFile } from '../domain/event/event-file.ts';
import {
  type ColumnMapping,
  isOfSessions,
  type ListColumn,
  sessionIdOf,
} from '../domain/roster/roster-import.ts';
import { cleanCell } from './cell-text.ts';
import { bookingMark, namedFinder } from './parse-value.ts';

/** What a row says about sessions. */
export interface RowSessions {
  /** By the id of a session. Of others the row says nothing. */
  says: Readonly<Record<string, BookingState>>;
  /** Texts that name no session, and marks that are not understood; with the mark's session. */
  unclear: readonly { session: string | null; value: string }[];
}

type SessionEvent = Pick<EventFile, 'checkpoints'>;

/** Whether a list may tell of places in sessions. */
export function hasBookableSessions(event: SessionEvent): boolean {
  return bookableSessions(event).length > 0;
}

/** Finds the session that a heading or a name in a cell means; null for none or several. */
export function sessionFinder(event: SessionEvent): (text: string) => string | null {
  const bookable = bookableSessions(event);
  const others = event.checkpoints.filter(
    (checkpoint) => checkpoint.kind === 'session' && !bookable.includes(checkpoint),
  );
  const [first, second] = [bookable, others].map((sessions) =>
    namedFinder(sessions.map(({ id, name }) => ({ id, names: textsIn(name) }))),
  );
  return (text) => first?.(text) ?? second?.(text) ?? null;
}

/**
 * The mapping without columns that tell of sessions which ask for no booking, for example because
 * the event changed since the list was opened.
 */
function columnsOf(event: SessionEvent, mapping: ColumnMapping): Map<ListColumn, number> {
  const ids = new Set(bookableSessions(event).map(({ id }) => id));
  const columns = Object.entries(mapping) as [ListColumn, number][];
  return new Map(
    columns.filter(([column]) => {
      const session = sessionIdOf(column);
      return isOfSessions(column) && ids.size > 0 && (session === null || ids.has(session));
    }),
  );
}

type Said = Record<string, BookingState>;

/** Adds what a column or a row says about a session. Where two differ, the heavier state counts. */
function say(says: Said, session: string, state: BookingState): void {
  const before = says[session];
  if (before === undefined || bookingWeight[state] > bookingWeight[before]) says[session] = state;
}

/**
 * Creates the reader of what rows say about sessions; null where no column does. A cell that names
 * several sessions also says that the person has no place in the others, unless it has a text that
 * names none: that one may be any of them.
 */
export function createSessionReader(
  event: SessionEvent,
  mapping: ColumnMapping,
): ((cells: readonly string[]) => RowSessions) | null {
  const columns = columnsOf(event, mapping);
  if (columns.size === 0) return null;
  const find = sessionFinder(event);
  const bookable = bookableSessions(event).map(({ id }) => id);
  const isNameWithComma = event.checkpoints.some(({ name }) =>
    textsIn(name).some((text) => text.includes(',')),
  );
  const separators = isNameWithComma ? /[;|\r\n\u2028]+/ : /[;|,\r\n\u2028]+/;
  return (cells) => {
    const says: Said = {};
    const unclear: { session: string | null; value: string }[] = [];
    for (const [column, place] of columns) {
      const raw = cells[place] ?? '';
      const session = sessionIdOf(column);
      if (session !== null) {
        const cell = cleanCell(raw);
        const state = find(cell) === session ? 'booked' : bookingMark(cell);
        if (state === null) unclear.push({ session, value: cell });
        else say(says, session, state);
        continue;
      }
      const named = namesIn(raw, find, separators);
      unclear.push(...named.unknown.map((value) => ({ session: null, value })));
      for (const [id, state] of named.says) say(says, id, state);
      if (named.unknown.length === 0) for (const id of bookable) say(says, id, 'released');
    }
    return { says, unclear };
  };
}

/** A name with what is said of it behind: "Workshop A (waiting)". */
const withMark = /^(.+?)\s*[([]([^()[\]]+)[)\]]$/su;

function namesIn(
  raw: string,
  find: (text: string) => string | null,
  separators: RegExp,
): { says: [string, BookingState][]; unknown: string[] } {
  const whole = cleanCell(raw);
  const single = find(whole);
  const texts = single === null ? raw.split(separators).map(cleanCell) : [whole];
  const says: [string, BookingState][] = [];
  const unknown: string[] = [];
  for (const text of texts) {
    if (text === '') continue;
    const [, name = '', mark = ''] = withMark.exec(text) ?? [];
    const state = mark === '' ? null : bookingMark(mark);
    const session = find(text) ?? (state === null ? null : find(name));
    if (session === null) unknown.push(text);
    else says.push([session, find(text) === null ? (state ?? 'booked') : 'booked']);
  }
  return { says, unknown };
}

/** What two rows of one person say together. */
export function mergedSessions(
  one: RowSessions | undefined,
  other: RowSessions | undefined,
): RowSessions | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const says = { ...one.says };
  for (const [session, state] of Object.entries(other.says)) say(says, session, state);
  return { says, unclear: [...one.unclear, ...other.unclear] };
}
