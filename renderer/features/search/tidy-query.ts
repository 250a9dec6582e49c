/** Most characters (UTF-16 units) of a query; the contract takes no more. */
export const longestQuery = 200;

/** Longer texts are not looked at beyond this: names stand at the beginning. */
const mostRead = 4 * longestQuery;

/** Control characters (with line ends and tabs), marks that turn the direction of writing, halves of pairs. */
const unseen = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+/gu;
const lone = /[\uD800-\uDFFF]/gu;

/**
 * What may stand in the search field of a text that was typed or pasted: line ends and tabs as spaces, without signs
 * that nobody sees and that would turn the field's text around, and not longer than a query may be. Takes no
 * longer for a megabyte than for a line.
 */
export function tidyQuery(text: string): string {
  const seen = text
    .slice(0, mostRead)
    .replace(/[\t\n\v\f\r]+/g, ' ')
    .replace(unseen, '')
    .replace(lone, '');
  return seen.slice(0, longestQuery).replace(lone, '');
}
