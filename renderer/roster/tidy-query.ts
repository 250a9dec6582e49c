/** Maximum length of a query (UTF-16 units); the contract takes no more. */
export const maxQueryLength = 200;

/** Longer texts are cut here first: names are at the beginning. */
const maxRead = 4 * maxQueryLength;

/** Control characters (with line ends and tabs), marks of writing direction, halves of pairs. */
const unseen = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+/gu;
const lone = /[\uD800-\uDFFF]/gu;

/**
 * The part of a typed or pasted text that the search field may hold. Line ends and tabs become
 * spaces. Invisible characters, which would change the field's direction, are removed. The result
 * is no longer than a query may be. It is as quick for a megabyte as for a line.
 */
export function tidyQuery(text: string): string {
  const seen = text
    .slice(0, maxRead)
    .replace(/[\t\n\v\f\r]+/g, ' ')
    .replace(unseen, '')
    .replace(lone, '');
  return seen.slice(0, maxQueryLength).replace(lone, '');
}
