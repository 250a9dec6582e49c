import { areAtOneTime, bookableSessions } from '../domain/bookings/booking-rules.ts';
import {
  bookingsByList,
  countBookings,
  isChangedByList,
} from '../domain/bookings/list-bookings.ts';
import type { ListedBooking } from '../domain/bookings/listed-booking.ts';
import { type BookingFact, SessionBookings } from '../domain/bookings/session-bookings.ts';
import { bookingRefusal } from '../domain/check-in/booking-refusal.ts';
import type { Checkpoint, EventFile } from '../domain/event/event-file.ts';
import type { Delegate } from '../domain/roster/delegate.ts';
import { endsRegistration } from '../domain/roster/delegate-fields.ts';
import type { BookingOddity, ImportBookings } from '../domain/roster/roster-import.ts';
import { shortened } from './row-reader.ts';
import type { RowSessions } from './session-columns.ts';

/** The parts of an event that decide on bookings. */
export type BookingEvent = Pick<EventFile, 'checkpoints' | 'days' | 'dayBoundary'>;

/** A fact about a place in a session, of the ledger with which a list is compared. */
export interface KnownBooking extends BookingFact {
  session: string;
}

/** A row that tells of sessions, with its person before (null: new) and after the import. */
interface BookingRow {
  line: number;
  sessions: RowSessions;
  before: Delegate | null;
  after: Delegate;
}

type Finding = ImportBookings['findings'][number];

/** Max changes and findings that a page shows. The counts are exact in any case. */
const maxShown = 500;

/** Begins to compare what a list says about sessions with the ledger. Writes nothing. */
export function beginBookings(event: BookingEvent) {
  const held = new Map<string, SessionBookings>();
  const rows: BookingRow[] = [];
  const bookingsOf = (session: string): SessionBookings => {
    const known = held.get(session) ?? new SessionBookings();
    held.set(session, known);
    return known;
  };
  const bookable = bookableSessions(event);
  const sessions = (): Parameters<typeof bookingsByList>[1] =>
    new Map(
      bookable.map(({ id, capacity }) => [id, { bookings: bookingsOf(id), capacity }] as const),
    );
  /** What the rows say and nothing is against, and what is odd about the rest. */
  const judged = (): { said: ListedBooking[]; findings: Finding[] } => {
    const said: ListedBooking[] = [];
    const findings: Finding[] = [];
    for (const row of rows.toSorted((a, b) => a.line - b.line)) {
      const { line, after } = row;
      const find = (what: BookingOddity, session: string | null, value = ''): void => {
        const { printedName } = after;
        findings.push({
          line,
          printedName,
          what,
          sessions: session === null ? [] : [session],
          value,
        });
      };
      for (const { session, value } of row.sessions.unclear) {
        find(session === null ? 'unknown-session' : 'unknown-mark', session, shortened(value));
      }
      for (const checkpoint of event.checkpoints) {
        const says = row.sessions.says[checkpoint.id];
        if (says === undefined) continue;
        const one = { delegateId: after.id, session: checkpoint.id, says };
        if (!isChangedByList(bookingsOf(checkpoint.id), one)) continue;
        const against = says === 'released' ? null : againstBooking(checkpoint, after);
        if (against === null) said.push(one);
        else find(against, checkpoint.id);
      }
    }
    return { said, findings };
  };
  const againstBooking = (checkpoint: Checkpoint, after: Delegate): BookingOddity | null => {
    const refusal = bookingRefusal(event, after, checkpoint);
    if (refusal !== null) return refusal;
    return bookable.some(({ id }) => id === checkpoint.id) ? null : 'no-booking';
  };

  return {
    /** Takes one fact of the ledger. */
    known: ({ session, ...fact }: KnownBooking): void => bookingsOf(session).add(fact),
    /** Takes one row, once it is known whose it is. */
    row: (row: BookingRow): void => {
      rows.push(row);
    },
    /** What the import would do. Call it after the last fact and the last row. */
    finish: (): ImportBookings => {
      const { said, findings } = judged();
      const ended = rows.flatMap(({ before, after }) =>
        before !== null && endsRegistration(before.status, after.status) ? [after.id] : [],
      );
      const changes = bookingsByList(said, sessions(), new Set(ended));
      const rowOf = new Map(rows.map((row) => [row.after.id, row]));
      const shown = changes.flatMap(({ delegateId, session, to, why }) => {
        const row = rowOf.get(delegateId);
        if (row === undefined || why === 'promoted') return [];
        return [{ line: row.line, printedName: row.after.printedName, session, to }];
      });
      for (const [delegateId, pairs] of meetings(event, held, changes)) {
        const row = rowOf.get(delegateId);
        if (row === undefined) continue;
        const { line, after } = row;
        for (const pair of pairs) {
          const { printedName } = after;
          findings.push({ line, printedName, what: 'same-time', sessions: pair, value: '' });
        }
      }
      const byLine = (a: { line: number }, b: { line: number }): number => a.line - b.line;
      return {
        ...countBookings(changes),
        promoted: changes.filter(({ why }) => why === 'promoted').length,
        changes: shown.sort(byLine).slice(0, maxShown),
        odd: findings.length,
        findings: findings.sort(byLine).slice(0, maxShown),
      };
    },
    /** What is to be written, in the order of the rows. */
    decided: (): ListedBooking[] => judged().said,
  };
}

/** New bookings at the time of another session of the same person, as pairs of sessions. */
function meetings(
  event: BookingEvent,
  held: ReadonlyMap<string, SessionBookings>,
  changes: ReturnType<typeof bookingsByList>,
): Map<string, string[][]> {
  const inTime = event.checkpoints.filter(
    ({ kind, retired }) => kind === 'session' && retired !== true,
  );
  const meeting = new Map(
    inTime.map((one) => [
      one.id,
      inTime
        .filter((other) => other !== one && areAtOneTime(one, other, event))
        .map(({ id }) => id),
    ]),
  );
  const changed = new Map<string, Map<string, string>>();
  for (const { delegateId, session, to } of changes) {
    const own = changed.get(delegateId) ?? new Map<string, string>();
    changed.set(delegateId, own.set(session, to));
  }
  const found = new Map<string, string[][]>();
  for (const [delegateId, own] of changed) {
    const isHeld = (session: string): boolean =>
      (own.get(session) ?? held.get(session)?.stateOf(delegateId) ?? 'released') !== 'released';
    const pairs = new Map<string, string[]>();
    for (const [session, to] of own) {
      if (to === 'released') continue;
      for (const other of (meeting.get(session) ?? []).filter(isHeld)) {
        const pair = [session, other].sort();
        pairs.set(pair.join(' '), pair);
      }
    }
    if (pairs.size > 0) found.set(delegateId, [...pairs.values()]);
  }
  return found;
}
