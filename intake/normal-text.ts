/**
 * Brings a word of a table (a header, "yes", a delegation's name) into the form in which such words
 * are compared: lower case, without diacritics, one space for whatever stands between words.
 */
export function normalText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const unclean = /[\p{Cc}\u2028\u2029\uFEFF]|^\s|\s$|^'/u;

/**
 * A cell as a field keeps it: outer white space gone, control characters and line breaks become one
 * space, and the apostrophe that keeps a spreadsheet from taking the cell for a formula is taken off.
 */
export function cleanCell(cell: string): string {
  // Nearly every cell is clean already; the test is far cheaper than the replacements.
  if (!unclean.test(cell)) return cell;
  return cell
    .replace(/[\p{Cc}\u2028\u2029\uFEFF]+/gu, ' ')
    .trim()
    .replace(/^'(?=[=+\-@])/, '');
}
