import { csvFile, csvRows } from '../base/csv.ts';
import { nameIn, type ScreenLanguage } from '../base/language.ts';
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
  event: Pick<EventFile, 'delegations' | 'categories' | 'languages'>;
  language: ScreenLanguage;
  /** For the names of delegations. */
  today: LocalDay;
  columns: readonly PeopleColumn[];
}

/**
 * Writes chosen people as CSV with the columns of their list, in any number of parts: `head` begins
 * the file, and `lines` continue it. The columns stand in the order of the list.
 */
export function peopleCsv({ event, language, today, columns }: PeopleFileSetting): {
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
  const lineOf = (row: PersonRow): string[] => [
    row.printedName,
    ...shown.map((column) => cells[column](row)),
  ];
  return {
    head: csvFile([[words.name, ...shown.map((column) => words[column])]], separator),
    lines: (rows) => csvRows(rows.map(lineOf), separator),
  };
}

type Heading = PeopleColumn | 'name';
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
