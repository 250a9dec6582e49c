import { plainCell } from '../domain/base/csv.ts';
import { directionMarks, withoutDirections } from '../domain/base/protocol.ts';
import type { CellOddity } from '../domain/roster/roster-import.ts';
import { isMadeCode } from '../domain/tickets/issued-codes.ts';
import { upperAscii } from '../domain/tickets/opaque-code.ts';
import { cleanCode } from '../domain/tickets/registration-code.ts';

/**
 * Normalises a text of a table (a heading, "yes", a delegation's name) for comparison: lower case,
 * no diacritics, one space for every separator.
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
 * Characters that no name contains and that change its appearance: zero-width space, word joiner,
 * soft hyphen. Zero-width joiners stay where Persian and the scripts of India need them, and are
 * removed after other letters.
 */
const unseenInText =
  /[\u00AD\u200B\u2060-\u2064\uFEFF]|(?<=^|[\s\p{ASCII}\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}])[\u200C\u200D]+/gu;

/**
 * Cleans a cell for a field. Removes outer white space, invisible characters and the apostrophes
 * that keep a spreadsheet from reading the cell as a formula. Composes letters and their accents
 * (NFC), and turns control characters and line breaks into one space.
 */
export function cleanCell(cell: string): string {
  // Nearly every cell is already clean, and this test is far cheaper than the replacements.
  if (!unclean.test(cell)) return cell;
  const seen = withoutDirections(cell.normalize('NFC')).replace(unseenInText, '').trim();
  return plainCell(seen)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}

/** A cleaned cell, and what was odd about it. */
export interface CheckedCell {
  text: string;
  /** Empty for nearly every cell. */
  what: CellOddity[];
  /** True if `text` differs from the cell's text, so that an operator must accept it. */
  isMended: boolean;
}

/** Returns the characters of a text that no badge font has. */
export type MissingLetters = (text: string) => readonly string[];

/** Nearly every cell has only these characters. None of them is odd. */
export const plain = /^[\x20-\x7e]*$/;
/** Control characters other than white space. `cleanCell` removes them. */
const control = /(?!\s)\p{Cc}/u;
const unseenInCode = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/u;
const otherDigit = /(?!\p{ASCII})\p{Nd}/u;

/** Capital letters of Cyrillic and Greek that look like a Latin one, at the same position. */
const lookAlikes = new Map(
  Array.from('АВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', (letter, index) => [
    letter,
    'ABEKMHOPCTYXIJSABEZHIKMNOPTYX'.charAt(index),
  ]),
);

/**
 * Checks the text of a field that badges show. For any other field pass a function that reports no
 * missing letters.
 */
export function checkText(cell: string, missingLetters: MissingLetters): CheckedCell {
  const text = cleanCell(cell);
  const what: CellOddity[] = [];
  if (cell.search(directionMarks) >= 0) what.push('direction-marks');
  if (cell.search(unseenInText) >= 0 || control.test(cell)) what.push('unseen-characters');
  const missing = missingLetters(text);
  if (missing.length === 0) return { text, what, isMended: what.length > 0 };
  what.push('no-font');
  const drawable = withoutMissing(text, missing, missingLetters);
  return { text: drawable, what, isMended: what.length > 1 || drawable !== text };
}

/**
 * Replaces letters in another form with plain ones and removes invisible signs. Letters without a
 * font stay.
 */
function withoutMissing(
  text: string,
  missing: readonly string[],
  missingLetters: MissingLetters,
): string {
  const mended = Array.from(text, (character) => {
    if (!missing.includes(character)) return character;
    const usual = character.normalize('NFKC');
    if (missingLetters(usual).length === 0) return usual;
    return /[\p{L}\p{M}\p{N}]/u.test(character) ? character : '';
  }).join('');
  if (mended === text) return text;
  const tidy = mended.replace(/[\u200D\uFE0F]/gu, '').replace(/ {2,}/g, ' ');
  return tidy.trim() === '' ? text : tidy.trim();
}

function latinLetters(code: string): string {
  return Array.from(code, (letter) => lookAlikes.get(letter) ?? letter).join('');
}

/** Checks a registration code. `pattern` is the event's; null if it has none. */
export function checkCode(cell: string, pattern: RegExp | null): CheckedCell {
  const code = cleanCode(cleanCell(cell));
  const what: CellOddity[] = [];
  if (!plain.test(cell)) {
    const letters = cell.normalize('NFC').replace(/[\p{Nd}\p{Z}\p{Cc}\p{Cf}]/gu, '');
    if (cell.search(directionMarks) >= 0) what.push('direction-marks');
    if (unseenInCode.test(cell.replace(directionMarks, ''))) what.push('unseen-characters');
    if (otherDigit.test(cell)) what.push('other-digits');
    if (cleanCode(letters) !== letters.replace(unseenInCode, '')) what.push('other-letters');
  }
  if (pattern === null || code === '' || isMadeCode(code) || pattern.test(code)) {
    return { text: code, what, isMended: what.length > 0 };
  }
  what.push('off-pattern');
  const latin = plain.test(code) ? code : latinLetters(code);
  const fitting = [upperAscii(code), latin, upperAscii(latin)].find((text) => pattern.test(text));
  return { text: fitting ?? code, what, isMended: what.length > 1 || fitting !== undefined };
}

const withoutPicture = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

/**
 * A cell with its invisible characters made visible, for example a zero-width space as [U+200B].
 * Screens replace that with a note.
 */
export function shownCell(cell: string): string {
  if (plain.test(cell)) return cell;
  return Array.from(cell, (character) => {
    if (!withoutPicture.test(character)) return character;
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
    return `[U+${code.padStart(4, '0')}]`;
  }).join('');
}
