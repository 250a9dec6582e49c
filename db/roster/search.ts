import type { ScreenLanguage } from '../../domain/base/language.ts';
import { compareCodeUnits } from '../../domain/base/text-order.ts';
import { delegationKinds, listOrder } from '../../domain/delegations.ts';
import type { Delegation } from '../../domain/event/event-file.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import type { RegistrationStatus } from '../../domain/roster/delegate-fields.ts';
import { queryWords, searchWords } from '../../domain/roster/search.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';
import { fromRegistrationCode } from './roster-row.ts';
import { type QueryWord, searchTiers, wordsBeginning } from './search-expression.ts';

/** One search result, with what the desk's list shows of a delegate. */
export interface DelegateHit {
  id: string;
  registrationCode: string;
  title: string;
  printedName: string;
  nativeName: string;
  jobTitle: string;
  delegation: string;
  administration: string;
  category: string;
  role: Delegate['role'];
  status: RegistrationStatus;
  vip: boolean;
  /** Has a valid admission on `day`, at any checkpoint. */
  presentToday: boolean;
  /** Has a valid admission on any day of the event. */
  presentEvent: boolean;
}

export interface SearchQuestion {
  eventId: string;
  /** As typed: any case, terms in any order, with or without diacritics. */
  query: string;
  /** Ids of delegates found by other means than the terms. They come first. */
  led?: readonly string[];
  /** Max number of rows, 1 to 200. */
  limit: number;
  /** The event's local day (`YYYY-MM-DD`) for `presentToday`. */
  day: string;
  /** Delegations and names are sorted for this language. */
  language: ScreenLanguage;
}

/** Min number of rows to sort, so that a later request for more keeps the first ones in place. */
const minConsidered = 40;

/**
 * Finds delegates by the terms of a query: each must be a prefix of an indexed term. Names of
 * delegations count in English and in French. The order: an exact registration code; family names
 * equal to a term; the heads of a named delegation; family names that begin with a term; the rest.
 * Each group is in list order ({@link listOrder}). An empty query finds no one. `more` is true if
 * there are more than `limit`.
 */
export function searchDelegates(
  db: ReadableDatabase,
  question: SearchQuestion,
): { rows: DelegateHit[]; more: boolean } {
  const found = new Map<number, FoundRow>();
  const wanted = Math.max(question.limit, minConsidered) + 1;
  addByCode(db, question, found);
  for (const id of question.led ?? []) addById(db, question.eventId, id, found);
  const words = delegationsNamed(db, question.eventId, queryWords(question.query));
  const order = listOrder(
    { delegations: readDelegations(db, question.eventId).map(({ line }) => line) },
    question.day,
    question.language,
  );
  const begins = (beginning: string) => wordsBeginning(db, beginning);
  for (const { match, onlyIf, most } of searchTiers(words, begins)) {
    if (found.size >= wanted) break;
    if (onlyIf !== null && !matchesAny(db, onlyIf)) continue;
    // Rows of earlier tiers match this one too and are skipped.
    addByWords(db, question.eventId, order, match, most ?? wanted + found.size, found);
  }
  const rows = [...found.values()].slice(0, question.limit);
  return {
    rows: rows.map((row) => hitOf(row, presence(db, question, row.id))),
    more: found.size > question.limit,
  };
}

/**
 * Row ids of everyone whom the terms of a query find, in no order, as {@link searchDelegates} finds
 * them: also by a whole registration code. An empty query finds no one.
 */
export function everyoneFound(db: ReadableDatabase, eventId: string, query: string): Set<number> {
  const words = delegationsNamed(db, eventId, queryWords(query));
  // The last tier contains every other.
  const match = searchTiers(words, (beginning) => wordsBeginning(db, beginning)).at(-1)?.match;
  const sql = 'SELECT rowid FROM delegate_search WHERE delegate_search MATCH ?';
  const rows =
    match === undefined ? [] : statement<[string], { rowid: number }>(db, sql).all(match);
  const found = new Set(rows.map(({ rowid }) => rowid));
  const byCode = statement<[string, string], { rid: number }>(
    db,
    `SELECT delegate.rid FROM registration_code AS known
     JOIN delegate ON delegate.id = known.delegate_id
     WHERE known.code = ? AND delegate.event_id = ?`,
  ).get(query.trim(), eventId);
  if (byCode !== undefined) found.add(byCode.rid);
  return found;
}

type Order = ReturnType<typeof listOrder>;

interface FoundRow extends Omit<DelegateHit, 'vip' | 'presentToday' | 'presentEvent'> {
  rid: number;
  vip: number;
  letterOrder: number;
  givenName: string;
  familyName: string;
}

const foundColumns = `delegate.rid, delegate.id, delegate.registration_code AS registrationCode, title,
  printed_name AS printedName, native_name AS nativeName, job_title AS jobTitle, delegate.delegation,
  administration, category, role, status, vip, letter_order AS letterOrder,
  given_name AS givenName, family_name AS familyName`;

function addByCode(
  db: ReadableDatabase,
  question: SearchQuestion,
  found: Map<number, FoundRow>,
): void {
  const rows = statement<[string, string], FoundRow>(
    db,
    `SELECT ${foundColumns}
     FROM ${fromRegistrationCode} AND delegate.event_id = ? AND delegate.deleted = 0`,
  ).all(question.query.trim(), question.eventId);
  for (const row of rows) found.set(row.rid, row);
}

function addById(
  db: ReadableDatabase,
  eventId: string,
  id: string,
  found: Map<number, FoundRow>,
): void {
  const row = statement<[string, string], FoundRow>(
    db,
    `SELECT ${foundColumns} FROM delegate WHERE id = ? AND event_id = ? AND deleted = 0`,
  ).get(id, eventId);
  if (row !== undefined) found.set(row.rid, row);
}

function matchesAny(db: ReadableDatabase, match: string): boolean {
  const sql = 'SELECT rowid FROM delegate_search WHERE delegate_search MATCH ? LIMIT 1';
  return statement<[string], unknown>(db, sql).get(match) !== undefined;
}

/** Takes the first matches in index order. Only those are sorted. */
function addByWords(
  db: ReadableDatabase,
  eventId: string,
  order: Order,
  match: string,
  limit: number,
  found: Map<number, FoundRow>,
): void {
  const rows = statement<[string, string, number], FoundRow>(
    db,
    `SELECT ${foundColumns}
     FROM delegate_search CROSS JOIN delegate ON delegate.rid = delegate_search.rowid
     WHERE delegate_search MATCH ? AND delegate.event_id = ? AND delegate.deleted = 0 LIMIT ?`,
  ).all(match, eventId, limit);
  rows.sort((a, b) => order(a, b) || compareCodeUnits(a.id, b.id));
  for (const row of rows) found.set(row.rid, found.get(row.rid) ?? row);
}

function presence(
  db: ReadableDatabase,
  question: SearchQuestion,
  delegateId: string,
): { event: number; today: number } {
  const row = statement<[string, string, string], { event: number; today: number | null }>(
    db,
    `SELECT count(*) AS event, sum(local_day = ?) AS today FROM admission
     WHERE event_id = ? AND delegate_id = ? AND undone_by IS NULL`,
  ).get(question.day, question.eventId, delegateId);
  return { event: row?.event ?? 0, today: row?.today ?? 0 };
}

function hitOf(row: FoundRow, present: { event: number; today: number }): DelegateHit {
  return {
    id: row.id,
    registrationCode: row.registrationCode,
    title: row.title,
    printedName: row.printedName,
    nativeName: row.nativeName,
    jobTitle: row.jobTitle,
    delegation: row.delegation,
    administration: row.administration,
    category: row.category,
    role: row.role,
    status: row.status,
    vip: row.vip === 1,
    presentToday: present.today > 0,
    presentEvent: present.event > 0,
  };
}

interface NamedDelegation {
  code: string;
  line: Delegation;
  /** Search terms of its English and French names. */
  words: readonly string[];
}

interface Known {
  /** The table as it was read, as one text. */
  source: string;
  delegations: readonly NamedDelegation[];
}

/**
 * Cache of the search terms of an event's table. Checking it for changes takes far less than 1 ms.
 */
const known = new WeakMap<ReadableDatabase, Map<string, Known>>();

/** Min length of a prefix of a name. Shorter terms ("of", "de") must match a whole part. */
const minBeginning = 3;

/**
 * For each term of a query, the codes of the delegations whose English or French name contains it:
 * as a prefix of a part or (`wholly`) as a whole part. The names are those of the secretariat's
 * table, of all validity dates.
 *
 * @param words the forms of each term of the query (domain/roster/search.ts)
 */
function delegationsNamed(
  db: ReadableDatabase,
  eventId: string,
  words: readonly (readonly string[])[],
): QueryWord[] {
  const all = readDelegations(db, eventId);
  return words.map((forms) => {
    const begins = (word: string): boolean =>
      forms.some((form) => (form.length < minBeginning ? word === form : word.startsWith(form)));
    return {
      forms,
      delegations: codesOf(all.filter((one) => one.words.some(begins))),
      wholly: codesOf(all.filter((one) => one.words.some((word) => forms.includes(word)))),
    };
  });
}

/** Each code once: a delegation may have had several names. */
function codesOf(delegations: readonly NamedDelegation[]): string[] {
  return [...new Set(delegations.map(({ code }) => code))];
}

function readDelegations(db: ReadableDatabase, eventId: string): readonly NamedDelegation[] {
  const source =
    statement<[string], { source: string | null }>(
      db,
      `SELECT group_concat(concat_ws(char(31), code, name_en, name_fr, kind, order_en, order_fr,
         coalesce(valid_from, '')), char(30)) AS source
       FROM delegation WHERE event_id = ?`,
    ).get(eventId)?.source ?? '';
  const ofEvent = known.get(db) ?? new Map<string, Known>();
  known.set(db, ofEvent);
  const last = ofEvent.get(eventId);
  if (last !== undefined && last.source === source) return last.delegations;
  const delegations = source === '' ? [] : source.split('\u001E').map(namedDelegation);
  ofEvent.set(eventId, { source, delegations });
  return delegations;
}

function namedDelegation(line: string): NamedDelegation {
  const [code = '', en = '', fr = '', kind, orderEn, orderFr, validFrom = ''] =
    line.split('\u001F');
  return {
    code,
    line: {
      code,
      name: { en, fr },
      kind: delegationKinds.find((one) => one === kind) ?? 'member',
      order: { en: Number(orderEn), fr: Number(orderFr) },
      validFrom: validFrom === '' ? null : validFrom,
      validTo: null,
    },
    words: searchWords([en, fr]),
  };
}
