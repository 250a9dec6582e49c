import { setImmediate as nextTurn } from 'node:timers/promises';
import { findPersonNow } from '../../db/people.ts';
import { csvFile, csvRows } from '../../domain/base/csv.ts';
import { nameIn, type ScreenLanguage } from '../../domain/base/language.ts';
import { delegationName } from '../../domain/delegations.ts';
import {
  type PeopleColumn,
  type PeopleFileRequest,
  type PersonRow,
  type PersonState,
  peopleColumns,
  personRowOf,
} from '../../domain/people/people-list.ts';
import { type Context, today } from '../base/context.ts';
import type { PeopleIndex } from './people-index.ts';
import { inListOrder, stateOn } from './people-list.ts';

/** People read and written before scans get their turn: a few milliseconds. */
const stretchPeople = 200;

// French spreadsheets expect the semicolon; English ones detect it by the byte order mark.
const separator = ';';

/** Chosen people as CSV in the order and with the columns of the list; and their number. */
export async function peopleFile(
  context: Context,
  index: PeopleIndex,
  { ids, columns, sort, day }: PeopleFileRequest,
): Promise<{ text: string; people: number }> {
  const { db, event, language } = context;
  const chosen = new Set(ids);
  const named = (await index.inOrder(context)).filter(({ id }) => chosen.has(id));
  const found = inListOrder(context, named, sort, stateOn(context, day));
  const shown = peopleColumns.filter((column) => columns.includes(column));
  const words = wordsOf[language];
  const cells = cellsOf(context);
  const parts = [csvFile([[words.name, ...shown.map((column) => words[column])]], separator)];
  let people = 0;
  for (let at = 0; at < found.length; at += stretchPeople) {
    const rows = found
      .slice(at, at + stretchPeople)
      .map(({ id }) => findPersonNow(db, event.file.id, id, day))
      .filter((now) => now !== null)
      .map(({ delegate, ...now }) => personRowOf(delegate, now));
    const lines = rows.map((row) => [
      row.printedName,
      ...shown.map((column) => cells[column](row)),
    ]);
    parts.push(csvRows(lines, separator));
    people += rows.length;
    await nextTurn();
  }
  return { text: parts.join(''), people };
}

function cellsOf(context: Context): Record<PeopleColumn, (row: PersonRow) => string> {
  const { event, language } = context;
  const words = wordsOf[language];
  const day = today(context);
  return {
    place: ({ delegation, administration }) =>
      delegation === ''
        ? administration
        : (delegationName(event.file, delegation, day, language) ?? delegation),
    category: ({ category }) =>
      nameIn(event.file.categories, category, language, event.file) ?? category,
    state: ({ state }) => words.states[state],
    days: ({ days }) => days?.join(', ') ?? words.everyDay,
    badge: ({ badgePrinted }) => (badgePrinted ? words.yes : words.no),
    ticket: ({ ticketSent }) => (ticketSent === true ? words.yes : words.no),
    email: ({ email }) => email,
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
