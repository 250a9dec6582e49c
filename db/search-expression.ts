import { familyMark } from './search-words.ts';

/** One query of the index (SQLite FTS5, "Full-text Query Syntax"). */
export interface SearchTier {
  match: string;
  /** A cheaper query without whose matches this one has none; null where there is no such. */
  onlyIf: string | null;
}

/**
 * Builds the index's queries for the words of a query, best matches first: a family name that is the
 * word, family names that begin with a word, any match.
 *
 * @param words for each word of the query its forms, of which one must match (domain/search.ts)
 */
export function searchTiers(words: readonly (readonly string[])[]): SearchTier[] {
  if (words.length === 0) return [];
  const everyWord = words.map((forms) => anyOf(forms.map(beginning))).join(' AND ');
  const family = words.flat().map((form) => familyMark + form);
  const familyBegins = anyOf(family.map(beginning));
  const rest = { match: everyWord, onlyIf: null };
  // With one word the family name alone decides: a word that everybody has ("customs") costs nothing then.
  return words.length === 1
    ? [
        { match: anyOf(family.map(quoted)), onlyIf: null },
        { match: familyBegins, onlyIf: null },
        rest,
      ]
    : [{ match: `${familyBegins} AND ${everyWord}`, onlyIf: familyBegins }, rest];
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
