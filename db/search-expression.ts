import { delegationWord, familyMark, leaderWord } from './search-words.ts';

/** A word of a query with all that it may stand for. */
export interface QueryWord {
  /** Of which one must be the beginning of an indexed word (domain/search.ts). */
  forms: readonly string[];
  /** Codes of the delegations in whose name a word begins so. */
  delegations: readonly string[];
  /** Of these, the ones whose name has the word whole. */
  wholly: readonly string[];
}

/** One query of the index (SQLite FTS5, "Full-text Query Syntax"). */
export interface SearchTier {
  match: string;
  /** A cheaper query without whose matches this one has none; null where there is no such. */
  onlyIf: string | null;
  /** At most so many of it are wanted; null is no limit. */
  most: number | null;
}

/** A query that names more delegations than this means a person or an administration. */
const mostLed = 3;
/** Heads and alternates that come before persons with such a name. */
const mostLeaders = 6;

/** The indexed words that begin so; null where they are too many to be named. */
export type WordsBeginning = (beginning: string) => readonly string[] | null;

/** Beginnings of up to so many letters are indexed themselves (`prefix` of the index). */
const longestIndexed = 3;

/**
 * Builds the index's queries for the words of a query, best matches first: a family name that is the
 * word, the heads of a delegation that is named, family names that begin with a word, words that are there as typed,
 * any match.
 *
 * SQLite streams the matches of a whole word (and of beginnings of up to three letters, which are indexed) but collects
 * those of longer beginnings before it gives the first. So a longer beginning is replaced by the words that begin
 * so, where these are few, and whole words come before beginnings: a word that everybody has ("customs") costs no more
 * than a name.
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
  // Whoever types a second word has mostly finished the first.
  const finished = words.slice(0, -1).map((word) => anyOf(exact(word)));
  return [
    ...leaders,
    ...tier(allOf([familyBegins, everyWord]), familyBegins),
    ...tier(allOf([...finished, matched(last)])),
    ...tier(everyWord),
  ];
}

/**
 * The heads of the delegations that the whole query names: by code or words of the name, and by beginnings of such
 * words, as in a name that is still being typed.
 */
function leadersOf(words: readonly QueryWord[]): [certain: SearchTier[], likely: SearchTier[]] {
  const byCode = words.length === 1 ? (words[0]?.forms ?? []) : [];
  const wholly = inAll(words.map((word) => word.wholly));
  const likely = inAll(words.map((word) => word.delegations));
  return [
    leaderTier(wholly.length > mostLed ? byCode : [...wholly, ...byCode]),
    likely.length > mostLed ? [] : leaderTier(likely),
  ];
}

function inAll([first = [], ...others]: readonly (readonly string[])[]): string[] {
  return first.filter((code) => others.every((codes) => codes.includes(code)));
}

function leaderTier(codes: readonly string[]): SearchTier[] {
  const match = anyOf(codes.map((code) => quoted(leaderWord(code))));
  return match === null ? [] : [{ match, onlyIf: null, most: mostLeaders }];
}

/** No query where nothing can match. */
function tier(match: string | null, onlyIf: string | null = null): SearchTier[] {
  return match === null ? [] : [{ match, onlyIf, most: null }];
}

function exact({ forms, delegations }: QueryWord): string[] {
  return [...forms.map(quoted), ...delegations.map(ofDelegation)];
}

function ofDelegation(code: string): string {
  return quoted(delegationWord(code));
}

/** Null where there is no term: nothing matches. */
function anyOf(terms: readonly string[]): string | null {
  return terms.length === 0 ? null : `(${terms.join(' OR ')})`;
}

function allOf(terms: readonly (string | null)[]): string | null {
  return terms.includes(null) ? null : terms.join(' AND ');
}

function beginnings(form: string, wordsBeginning: WordsBeginning): string[] {
  const words = Array.from(form).length > longestIndexed ? wordsBeginning(form) : null;
  return words === null ? [`${quoted(form)} *`] : words.map(quoted);
}

/** Forms hold letters and digits only; quoting keeps that from being an assumption. */
function quoted(form: string): string {
  return `"${form.replaceAll('"', '""')}"`;
}
