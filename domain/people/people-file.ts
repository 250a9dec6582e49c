import { csvFile, csvRows } from '../base/csv.ts';
import { nameIn, type ScreenLanguage, textIn } from '../base/language.ts';
import type { BookingState } from '../bookings/booking.ts';
import { bookableSessions } from '../bookings/booking-rules.ts';
import { delegationName } from '../delegations.ts';
import type { EventFile, LocalDay } from '../event/event-file.ts';
import {
  type PeopleColumn,
  type PersonRow,
  type PersonState,
  peopleColumns,
} from './people-list.ts';

// French spreadsheets expect the semicolon; English ones detect it by the byte order mark.
const separator = ';';

interface PeopleFileSetting {
  event: Pick<EventFile, 'delegations' | 'categories' | 'languages' | 'checkpoints'>;
  language: ScreenLanguage;
  /** For the names of delegations. */
  today: LocalDay;
  columns: readonly PeopleColumn[];
  /** Whether a person has a place in a session, or waits for one. */
  bookingOf: (delegateId: string, session: string) => BookingState;
}

/**
 * Writes chosen people as CSV with the columns of their list, in any number of parts: `head` begins
 * the file, and `lines` continue it. The columns stand in the order of the list. Where sessions ask
 * for a booking, the last column has everybody's, in a form that an import reads.
 */
export function peopleCsv({ event, language, today, columns, bookingOf }: PeopleFileSetting): {
  head: string;
  lines: (rows: readonly PersonRow[]) => string;
} {
  const shown = peopleColumns.filter((column) => columns.includes(column));
  const words = wordsOf[language];
  const cells: Record<PeopleColumn, (row: PersonRow) => string> = {
    place: ({ delegation, administration }) =>
      delegation === ''
        ? administration
        : (delegationName(event, delegation, today, language) ?? delegation),
    category: ({ category }) => nameIn(event.categories, category, language, event) ?? category,
    state: ({ state }) => words.states[state],
    days: ({ days }) => days?.join(', ') ?? words.everyDay,
    badge: ({ badgePrinted }) => (badgePrinted ? words.yes : words.no),
    ticket: ({ ticketSent }) => (ticketSent === true ? words.yes : words.no),
    email: ({ email }) => email,
  };
  const sessions = sessionNames(event, language);
  const sessionsOf = ({ id }: PersonRow): string =>
    Array.from(sessions, ([session, name]) => {
      const state = bookingOf(id, session);
      if (state === 'released') return '';
      return state === 'booked' ? name : `${name} (${words.waiting})`;
    })
      .filter((text) => text !== '')
      .join('; ');
  const lineOf = (row: PersonRow): string[] => [
    row.printedName,
    ...shown.map((column) => cells[column](row)),
    ...(sessions.size > 0 ? [sessionsOf(row)] : []),
  ];
  const headings = [words.name, ...shown.map((column) => words[column])];
  return {
    head: csvFile([sessions.size > 0 ? [...headings, words.sessions] : headings], separator),
    lines: (rows) => csvRows(rows.map(lineOf), separator),
  };
}

/** Names by id of the sessions that ask for a booking; the id where an import would misread it. */
function sessionNames(
  event: PeopleFileSetting['event'],
  language: ScreenLanguage,
): Map<string, string> {
  const named = bookableSessions(event).map(({ id, name }) => ({
    id,
    name: textIn(name, language, event),
  }));
  const isAlone = (name: string): boolean =>
    named.filter((other) => other.name.toLowerCase() === name.toLowerCase()).length === 1;
  return new Map(
    named.map(({ id, name }) => [id, /[;|\r\n]/.test(name) || !isAlone(name) ? id : name]),
  );
}

type Heading = PeopleColumn | 'name' | 'sessions' | 'waiting';
interface Words extends Record<Heading | 'everyDay' | 'yes' | 'no', string> {
  states: Record<PersonState, string>;
}

/** As the list on the screen says them. */
const wordsOf: Record<ScreenLanguage, Words> = {
  en: {
    name: 'Name',
    place: 'Organisation',
    category: 'Category',
    state: 'State',
    days: 'Days',
    badge: 'Badge printed',
    ticket: 'Ticket sent',
    email: 'E-mail',
    sessions: 'Sessions',
    waiting: 'waiting',
    everyDay: 'Every day',
    yes: 'Yes',
    no: 'No',
    states: {
      registered: 'Registered',
      present: 'Present',
      pending: 'Pending',
      cancelled: 'Cancelled',
      revoked: 'Revoked',
    },
  },
  fr: {
    name: 'Nom',
    place: 'Organisation',
    category: 'Catégorie',
    state: 'État',
    days: 'Jours',
    badge: 'Badge imprimé',
    ticket: 'Billet envoyé',
    email: 'Courriel',
    sessions: 'Sessions',
    waiting: 'en attente',
    everyDay: 'Tous les jours',
    yes: 'Oui',
    no: 'Non',
    states: {
      registered: 'Inscription',
      present: 'Présence',
      pending: 'En attente',
      cancelled: 'Annulée',
      revoked: 'Révoquée',
    },
  },
};
