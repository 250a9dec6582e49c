/** Maximum length of a query (UTF-16 units) that the contract accepts. */
export const maxQueryLength = 200;

/** Longer texts are cut to this length first: names are at the beginning. */
const maxRead = 4 * maxQueryLength;

/** Control characters (including line ends and tabs), direction marks, and unpaired surrogates. */
const unseen = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+/gu;
const lone = /[\uD800-\uDFFF]/gu;

/**
 * Reduces a typed or pasted text to what the search field may hold. Line ends and tabs become
 * spaces. Invisible characters are removed, because they would change the field's direction. The
 * result is at most as long as a query may be. It takes no longer for a megabyte than for a line.
 */
export function tidyQuery(text: string): string {
  const seen = text
    .slice(0, maxRead)
    .replace(/[\t\n\v\f\r]+/g, ' ')
    .replace(unseen, '')
    .replace(lone, '');
  return seen.slice(0, maxQueryLength).replace(lone, '');
}
