import { familyMark } from './search-words.ts';

/** One query of the index (SQLite FTS5, "Full-text Query Syntax"). */
export interface SearchTier {
  match: string;
  /** A cheaper query without whose matches this one has none; null where there is no such. */
  onlyIf: string | null;
}

/**
 * Builds the index's queries for the words of a query, best matches first: a family name that is the
 * word, family names that begin with a word, words that are there as typed, any match.
 *
 * Whole words come before beginnings for their cost too: SQLite streams the matches of a whole word (and
 * of beginnings of up to three letters, which are indexed) but collects those of longer beginnings
 * before it gives the first. So a word that everybody has ("customs") costs no more than a name.
 *
 * @param words for each word of the query its forms, of which one must match (domain/search.ts)
 */
export function searchTiers(words: readonly (readonly string[])[]): SearchTier[] {
  const last = words.at(-1);
  if (last === undefined) return [];
  const everyWord = words.map((forms) => anyOf(forms.map(beginning))).join(' AND ');
  const family = words.flat().map((form) => familyMark + form);
  const familyBegins = anyOf(family.map(beginning));
  const rest = { match: everyWord, onlyIf: null };
  if (words.length === 1) {
    return [
      { match: anyOf(family.map(quoted)), onlyIf: null },
      { match: familyBegins, onlyIf: null },
      { match: anyOf(last.map(quoted)), onlyIf: null },
      rest,
    ];
  }
  // Whoever types a second word has mostly finished the first.
  const finished = words.slice(0, -1).map((forms) => anyOf(forms.map(quoted)));
  return [
    { match: `${familyBegins} AND ${everyWord}`, onlyIf: familyBegins },
    { match: [...finished, anyOf(last.map(beginning))].join(' AND '), onlyIf: null },
    rest,
  ];
}

function anyOf(terms: readonly string[]): string {
  return `(${terms.join(' OR ')})`;
}

function beginning(form: string): string {
  return `${quoted(form)} *`;
}

/** Forms hold letters and digits only; quoting keeps that from being an assumption. */
function quoted(form: string): string {
  return `"${form.replaceAll('"', '""')}"`;
}
