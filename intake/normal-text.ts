import { plainCell } from '../domain/base/csv.ts';
import { withoutDirections } from '../domain/base/protocol.ts';

/**
 * Brings a text of a table (a header, "yes", a delegation's name) into the form in which such texts
 * are compared: lower case, without diacritics, one space for every separator.
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
/**
 * Characters that no name contains and that change how one looks: zero-width space, word joiner,
 * soft hyphen. Zero-width joiners stay where Persian and the scripts of India need them, and are
 * removed after other letters.
 */
export const unseenInText =
  /[\u00AD\u200B\u2060-\u2064\uFEFF]|(?<=^|[\s\p{ASCII}\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}])[\u200C\u200D]+/gu;

/**
 * A cell as a field keeps it. Outer white space and invisible characters are removed, letters and
 * their accents become one (NFC), control characters and line breaks become one space. The
 * apostrophes that keep a spreadsheet from reading the cell as a formula are removed.
 */
export function cleanCell(cell: string): string {
  // Nearly every cell is clean already; the test is far cheaper than the replacements.
  if (!unclean.test(cell)) return cell;
  const seen = withoutDirections(cell.normalize('NFC')).replace(unseenInText, '').trim();
  return plainCell(seen)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}
