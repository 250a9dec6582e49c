import { plainCell } from '../domain/csv.ts';

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

const unclean = /[\p{Cc}\p{Cf}\p{Mn}\u2028\u2029]|^\s|\s$|(?:^|[,;|])'/u;
/** Marks and overrides of direction. */
export const directionMarks = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
/**
 * What is in no name and changes how one looks: zero-width space, word joiner, soft hyphen. Zero-width joiners stay
 * where Persian and the scripts of India write with them, and go after other letters.
 */
export const unseenInText =
  /[\u00AD\u200B\u2060-\u2064\uFEFF]|(?<=^|[\s\p{ASCII}\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}])[\u200C\u200D]+/gu;

/**
 * A cell as a field keeps it: outer white space and characters that nobody sees gone, letters with their accents in
 * one (NFC), control characters and line breaks become one space, and the apostrophes that keep a spreadsheet from
 * taking the cell for a formula are taken off.
 */
export function cleanCell(cell: string): string {
  // Nearly every cell is clean already; the test is far cheaper than the replacements.
  if (!unclean.test(cell)) return cell;
  const seen = cell.normalize('NFC').replace(directionMarks, '').replace(unseenInText, '').trim();
  return plainCell(seen)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}
