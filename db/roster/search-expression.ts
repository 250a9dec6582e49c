import { dataVersion, statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';
import { delegationWord, familyMark, leaderWord } from './search-index.ts';

/** A term of a query with everything that it may match. */
export interface QueryWord {
  /** One of them must be a prefix of an indexed term (domain/roster/search.ts). */
  forms: readonly string[];
  /** Codes of the delegations whose name has a part with this prefix. */
  delegations: readonly string[];
  /** The codes among them whose name contains the whole term. */
  wholly: readonly string[];
}

/** One query of the index (SQLite FTS5, "Full-text Query Syntax"). */
export interface SearchTier {
  match: string;
  /** A cheaper query. If it has no match, this one has none either. Null if there is none. */
  onlyIf: string | null;
  /** Max number of its matches to use; null for no limit. */
  most: number | null;
}

/** A query that names more delegations than this means a person or an administration. */
const maxLed = 3;
/** Max number of heads and alternates listed before people with such a name. */
const maxLeaders = 6;

/** The indexed terms with this prefix; null if there are too many to list. */
export type WordsBeginning = (beginning: string) => readonly string[] | null;

/** Prefixes of up to this many letters are indexed themselves (`prefix` of the index). */
const maxIndexed = 3;

/**
 * Builds the index queries for the terms of a search, best matches first: a family name equal to a
 * term, the heads of a named delegation, family names that begin with a term, terms found as typed,
 * any match.
 *
 * SQLite streams the matches of a whole term (and of prefixes of up to three letters, which are
 * indexed), but collects those of longer prefixes before it returns the first. So if few terms have
 * a longer prefix, the query lists them instead, and whole terms come before prefixes. A term that
 * every delegate has ("customs") then costs no more than a name.
 */
export function searchTiers(
  words: readonly QueryWord[],
  wordsBeginning: WordsBeginning,
): SearchTier[] {
  const last = words.at(-1);
  if (last === undefined) return [];
  const begins = (form: string): string[] => beginnings(form, wordsBeginning);
  const matched = (word: QueryWord): string | null =>
    anyOf([...word.forms.flatMap(begins), ...word.delegations.map(ofDelegation)]);
  const everyWord = allOf(words.map(matched));
  const family = words.flatMap(({ forms }) => forms).map((form) => familyMark + form);
  const familyBegins = anyOf(family.flatMap(begins));
  const [leaders, likelyLeaders] = leadersOf(words);
  if (words.length === 1) {
    return [
      ...tier(anyOf(family.map(quoted))),
      ...leaders,
      ...tier(familyBegins),
      ...likelyLeaders,
      ...tier(anyOf(exact(last))),
      ...tier(everyWord),
    ];
  }
  // An operator who types a second term has usually finished the first.
  const finished = words.slice(0, -1).map((word) => anyOf(exact(word)));
  return [
    ...leaders,
    ...tier(allOf([familyBegins, everyWord]), familyBegins),
    ...tier(allOf([...finished, matched(last)])),
    ...tier(everyWord),
  ];
}

/**
 * The heads of the delegations that the whole query names: by code, by parts of the name, or by
 * prefixes of such parts, as in a name that is still being typed.
 */
function leadersOf(words: readonly QueryWord[]): [certain: SearchTier[], likely: SearchTier[]] {
  const byCode = words.length === 1 ? (words[0]?.forms ?? []) : [];
  const wholly = inAll(words.map((word) => word.wholly));
  const likely = inAll(words.map((word) => word.delegations));
  return [
    leaderTier(wholly.length > maxLed ? byCode : [...wholly, ...byCode]),
    likely.length > maxLed ? [] : leaderTier(likely),
  ];
}

function inAll([first = [], ...others]: readonly (readonly string[])[]): string[] {
  return first.filter((code) => others.every((codes) => codes.includes(code)));
}

function leaderTier(codes: readonly string[]): SearchTier[] {
  const match = anyOf(codes.map((code) => quoted(leaderWord(code))));
  return match === null ? [] : [{ match, onlyIf: null, most: maxLeaders }];
}

/** Empty if nothing can match. */
function tier(match: string | null, onlyIf: string | null = null): SearchTier[] {
  return match === null ? [] : [{ match, onlyIf, most: null }];
}

function exact({ forms, delegations }: QueryWord): string[] {
  return [...forms.map(quoted), ...delegations.map(ofDelegation)];
}

function ofDelegation(code: string): string {
  return quoted(delegationWord(code));
}

/** Null without terms: nothing matches. */
function anyOf(terms: readonly string[]): string | null {
  return terms.length === 0 ? null : `(${terms.join(' OR ')})`;
}

function allOf(terms: readonly (string | null)[]): string | null {
  return terms.includes(null) ? null : terms.join(' AND ');
}

function beginnings(form: string, wordsBeginning: WordsBeginning): string[] {
  const words = Array.from(form).length > maxIndexed ? wordsBeginning(form) : null;
  return words === null ? [`${quoted(form)} *`] : words.map(quoted);
}

/** Forms contain only letters and digits; quoting makes sure of that. */
function quoted(form: string): string {
  return `"${form.replaceAll('"', '""')}"`;
}

/** If more terms than this share a prefix, the index itself resolves it. */
const maxWords = 12;
/** Max number of prefixes whose terms are cached while nothing is written. */
const maxKnown = 64;

interface Known {
  /** Version of the store when the terms were read. */
  version: string;
  words: Map<string, readonly string[] | null>;
}

const known = new WeakMap<ReadableDatabase, Known>();

/**
 * The indexed terms with this prefix, or null if there are too many to list.
 *
 * SQLite gathers every match of a prefix before it returns the first, but returns those of whole
 * terms one by one. For a term that all delegates have ("customs") that takes a tenth of the time,
 * measured with 100,000. The lookups are cached until the store changes, because each letter of a
 * query repeats the earlier terms.
 */
export function wordsBeginning(db: ReadableDatabase, beginning: string): readonly string[] | null {
  const { words } = knownOf(db);
  const found = words.get(beginning);
  if (found !== undefined) return found;
  const rows = statement<[string, string, number], { term: string }>(
    db,
    'SELECT term FROM temp.search_vocabulary WHERE term >= ? AND term < ? LIMIT ?',
  ).all(beginning, `${beginning}\u{10FFFF}`, maxWords + 1);
  const all = rows.length > maxWords ? null : rows.map(({ term }) => term);
  if (words.size >= maxKnown) words.clear();
  words.set(beginning, all);
  return all;
}

function knownOf(db: ReadableDatabase): Known {
  const own = statement<[], { changes: number }>(db, 'SELECT total_changes() AS changes').get();
  // The first number counts the commits of other connections, the second the writes of this one.
  const version = `${dataVersion(db)} ${own?.changes ?? 0}`;
  const last = known.get(db);
  if (last === undefined) {
    // A view of the index, not a copy (SQLite FTS5, "The fts5vocab virtual table module"), for this
    // connection only.
    db.exec(
      `CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_vocabulary USING fts5vocab (main, 'delegate_search', 'row')`,
    );
  }
  if (last !== undefined && last.version === version) return last;
  const fresh: Known = { version, words: new Map() };
  known.set(db, fresh);
  return fresh;
}
