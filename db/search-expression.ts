import { familyMark } from './search-words.ts';

/**
 * Builds the index's queries (SQLite FTS5, "Full-text Query Syntax") for the words of a query, best
 * matches first: a family name that is the word, family names that begin with a word, any match.
 *
 * @param words for each word of the query its forms, of which one must match (domain/search.ts)
 */
export function searchExpressions(words: readonly (readonly string[])[]): string[] {
  const [only] = words;
  if (only === undefined) return [];
  const everyWord = words.map((forms) => anyOf(forms.map(beginning))).join(' AND ');
  const family = words.flat().map((form) => familyMark + form);
  const familyBegins = anyOf(family.map(beginning));
  // With one word the family name alone decides: a word that everybody has ("customs") costs nothing then.
  return words.length === 1
    ? [anyOf(family.map(quoted)), familyBegins, everyWord]
    : [`${familyBegins} AND ${everyWord}`, everyWord];
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
