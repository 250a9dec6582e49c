import { textsIn } from '../domain/base/language.ts';
import { bookableSessions } from '../domain/bookings/booking-rules.ts';
import { hasGroups } from '../domain/delegations.ts';
import { inUse } from '../domain/event/event-changes.ts';
import type { EventFile } from '../domain/event/event-file.ts';
import type { ExtraField } from '../domain/event/extra-fields.ts';
import type { GroupWord } from '../domain/event/group-words.ts';
import { delegateFields } from '../domain/roster/delegate-fields.ts';
import {
  type ColumnMapping,
  type ListColumn,
  type MappedField,
  type RosterField,
  rosterFields,
} from '../domain/roster/roster-import.ts';
import { cleanCell, normalText } from './cell-text.ts';
import { parseRole } from './parse-value.ts';
import { categoryParser } from './row-reader.ts';
import { hasBookableSessions, sessionFinder } from './session-columns.ts';
import type { TableSubject } from './table-layout.ts';

/** Headings of a family name, or of the whole name where the list has no other. */
const wholeNames: ReadonlySet<string> = new Set(['name', 'nom']);

/**
 * Guesses which column fills which field of a delegate; see {@link guessColumns}. A field that the
 * event declares is recognised by its id or one of its labels, and takes precedence.
 *
 * @param group the headings of the event's groups, which take precedence too
 */
export function guessMapping(
  headers: readonly string[],
  extraFields: readonly ExtraField[] = [],
  group: readonly string[] = [],
): ColumnMapping {
  const declared = inUse(extraFields).map(
    ({ id, label }) => [`extra.${id}`, [id, ...textsIn(label)].map(headerText)] as const,
  );
  const first = new Map<MappedField, readonly string[]>([...declared, ['delegation', group]]);
  const guess = guessColumns<MappedField>(headers, headerWords, first);
  const { familyName, ...others } = guess;
  if (familyName === undefined || guess.givenName !== undefined) return guess;
  // "Name" alone is the whole name; beside a given name it is the family name.
  const isWhole =
    guess.printedName === undefined && wholeNames.has(headerText(headers[familyName] ?? ''));
  return isWhole ? { ...others, printedName: familyName } : guess;
}

/**
 * The guess for an event, by the headings and the first rows. A guess must not reject a list that
 * another system exports:
 *
 * - an event with one delegation or none needs no column for it, and "Country" would reject
 *   everyone whose cell is another; a column headed "Delegation" is meant, and its delegations are
 *   offered;
 * - groups that are no delegations have a column of their own word, never "Country"; "Company" and
 *   "Organisation" say where people belong as long as the event has no groups;
 * - "Role" and "Type" are left out where no cell is one of the event's;
 * - columns headed by a session that asks for a booking, or by a word for several, tell of these;
 * - "Title" is the function where most cells are no forms of address ("Director", in Cvent).
 */
export function guessFor(
  headers: readonly string[],
  sample: readonly (readonly string[])[],
  event: GuessedEvent,
): ColumnMapping {
  const sessions = sessionColumns(headers, event);
  const used = new Set(Object.values(sessions));
  const rest = headers.map((header, column) => (used.has(column) ? '' : header));
  const mapping = {
    ...guessMapping(rest, event.extraFields, groupHeadingsOf(event)),
    ...sessions,
  };
  const cellsOf = (field: ListColumn): string[] => {
    const column = mapping[field];
    const cells = column === undefined ? [] : sample.map((row) => cleanCell(row[column] ?? ''));
    return cells.filter((cell) => cell !== '');
  };
  const group =
    mapping.delegation === undefined ? '' : headerText(headers[mapping.delegation] ?? '');
  const isByCountry = event.groupWord === 'delegation' && event.delegations.length > 1;
  if (!isByCountry && countryHeadings.has(group)) delete mapping.delegation;
  const parsers = { role: parseRole, category: categoryParser(event) } as const;
  for (const field of ['role', 'category'] as const) {
    const cells = cellsOf(field);
    const isOther = cells.length > 0 && cells.every((cell) => 'reject' in parsers[field](cell));
    if (isOther) delete mapping[field];
  }
  const titles = cellsOf('title');
  const functions = titles.filter((cell) => !isFormOfAddress(cell));
  if (mapping.jobTitle === undefined && functions.length > titles.length / 2) {
    const { title, ...others } = mapping;
    return title === undefined ? others : { ...others, jobTitle: title };
  }
  return mapping;
}

/** Headings of a delegation that mean something else where an event has no table of delegations. */
const countryHeadings: ReadonlySet<string> = new Set([
  ...['country', 'country code', 'pays', 'code pays', 'land', 'landercode', 'landerkurzel'],
  ...['pais', 'codigo de pais', 'member', 'membre', 'mitglied', 'miembro'],
]);

/** Headings of the group in events whose groups are no delegations. */
const groupHeadings: Readonly<Record<Exclude<GroupWord, 'delegation'>, readonly string[]>> = {
  organisation: [
    ...['organisation', 'organization', 'organisation name', 'organization name', 'organisme'],
    ...['nom de l organisation', 'organizacion', 'institution', 'institucion'],
  ],
  company: [
    ...['company', 'company name', 'societe', 'entreprise', 'nom de la societe', 'firma'],
    ...['unternehmen', 'empresa'],
  ],
  faculty: ['faculty', 'faculty name', 'faculte', 'fakultat', 'facultad'],
  table: [
    ...['table', 'table number', 'table no', 'table name', 'numero de table', 'n de table'],
    ...['tisch', 'tischnummer', 'mesa', 'numero de mesa'],
  ],
};

function groupHeadingsOf(event: GuessedEvent): readonly string[] {
  const { groupWord } = event;
  if (groupWord === 'delegation') return [];
  const isOwn = groupWord === 'faculty' || groupWord === 'table';
  return isOwn || hasGroups(event) ? groupHeadings[groupWord] : [];
}

/** The parts of an event on which the guess depends. */
export type GuessedEvent = Pick<
  EventFile,
  'extraFields' | 'delegations' | 'groupWord' | 'categories' | 'checkpoints'
>;

/** Headings of a column that has several sessions in one cell, in the form of `normalText`. */
export const sessionHeadings: ReadonlySet<string> = new Set([
  ...['sessions', 'session', 'booked sessions', 'session bookings', 'my sessions', 'bookings'],
  ...['workshops', 'workshop', 'booked workshops', 'workshop choices', 'breakout', 'breakouts'],
  ...['breakout session', 'breakout sessions', 'ateliers', 'atelier', 'ateliers reserves'],
  ...['ateliers choisis', 'sessions reservees', 'sessions choisies', 'reservations'],
  ...['veranstaltungen', 'gebuchte workshops', 'sitzungen', 'talleres', 'taller', 'sesiones'],
]);

/** The columns that tell of sessions, in an event whose sessions ask for a booking. */
function sessionColumns(headers: readonly string[], event: GuessedEvent): ColumnMapping {
  const columns: ColumnMapping = {};
  if (!hasBookableSessions(event)) return columns;
  const bookable = new Set(bookableSessions(event).map(({ id }) => id));
  const find = sessionFinder(event);
  for (const [column, header] of headers.entries()) {
    const session = find(header.trim());
    const several = sessionHeadings.has(headerText(header)) ? ('sessions' as const) : null;
    const name =
      session !== null && bookable.has(session) ? (`session.${session}` as const) : several;
    if (name !== null) columns[name] ??= column;
  }
  return columns;
}

const formsOfAddress =
  /^(mr|mrs|ms|miss|mx|sir|dame|lord|lady|dr|prof|professor|h e|he|hon|rev|eng|ing|m|mme|mlle|madame|monsieur|me|s e|herr|frau|sr|sra|srta|senor|senora|don|dona)\b/;
/** Longer texts name a function ("Drafting officer"). */
const maxFormOfAddress = 24;

function isFormOfAddress(cell: string): boolean {
  return cell.length <= maxFormOfAddress && formsOfAddress.test(normalText(cell));
}

const nameFields: readonly string[] = ['printedName', 'givenName', 'familyName'];

/** A table of people: its headings name fields of a delegate, or those that the event declares. */
export function peopleSubject(extraFields: readonly ExtraField[] = []): TableSubject {
  return {
    fieldsOf: (cells) => {
      const named = Object.entries(guessMapping(cells, extraFields));
      const fieldAt = new Map(named.map(([field, column]) => [column, field]));
      return cells.map((_, column) => fieldAt.get(column) ?? null);
    },
    isName: (field) => nameFields.includes(field),
  };
}

/**
 * Guesses from the headings which column fills which field. A column is used once. Of two suitable
 * columns the better known heading wins, then the one further left. Fields without a column are
 * left out.
 *
 * @param known the headings of each field in the form of `normalText`, best known first
 * @param first the headings of fields that take precedence over those, whichever heading it is
 */
export function guessColumns<F extends string>(
  headers: readonly string[],
  known: ReadonlyMap<F, readonly string[]>,
  first: ReadonlyMap<F, readonly string[]> = new Map(),
): Partial<Record<F, number>> {
  const wordsOf = [...known].map(([field, words]) => {
    const own = normalText(field.replace(/[A-Z]/g, ' $&'));
    return { field, words: words.includes(own) ? words : [own, ...words] };
  });
  const all = new Set(wordsOf.flatMap(({ words }) => words));
  // "Name (French)" differs from "Name" if a table has both.
  const normal = headers.map((header) => {
    const whole = normalText(withNumberSign(header));
    return all.has(whole) ? whole : headerText(header);
  });
  const claims: { field: F; column: number; rank: number }[] = [];
  for (const [field, words] of first) {
    for (const [column, header] of headers.map(headerText).entries()) {
      if (words.includes(header)) claims.push({ field, column, rank: -1 });
    }
  }
  for (const { field, words } of wordsOf) {
    for (const [column, header] of normal.entries()) {
      const rank = words.indexOf(header);
      if (rank >= 0) claims.push({ field, column, rank });
    }
  }
  claims.sort((a, b) => a.rank - b.rank || a.column - b.column);
  const mapping: Partial<Record<F, number>> = {};
  const taken = new Set<number>();
  for (const { field, column } of claims) {
    if (mapping[field] !== undefined || taken.has(column)) continue;
    mapping[field] = column;
    taken.add(column);
  }
  return mapping;
}

/** "Attendee #" is the attendee's number, not the attendee. */
function withNumberSign(header: string): string {
  return header.replace(/#\s*$/, ' number');
}

/** Treats `printedName`, `PRINTED_NAME`, `Printed name *` and `Printed name (badge)` as equal. */
function headerText(header: string): string {
  const spaced = withNumberSign(header)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2');
  return normalText(spaced);
}

/** The headings of each field, best known first. */
export const headerWords: ReadonlyMap<RosterField, readonly string[]> = new Map(
  rosterFields.map((field) => [field, delegateFields[field].headings?.split(', ') ?? []]),
);
