import runsByFile from './coverage.json' with { type: 'json' };
import { type FontWeight, fontOf } from './font-files.ts';
import { isInvisible, type Typeface, typefaces } from './scripts.ts';

type Covers = (codePoint: number) => boolean;

const known: Record<FontWeight, Map<Typeface, Covers>> = { bold: new Map(), regular: new Map() };

function covers(typeface: Typeface, weight: FontWeight): Covers {
  const found = known[weight].get(typeface);
  if (found !== undefined) return found;
  const fresh = coverageOf(fontOf(typeface, weight).name);
  known[weight].set(typeface, fresh);
  return fresh;
}

/**
 * The typeface that draws a character: the first of `order` that has it, or undefined. Every check
 * for missing letters uses it.
 */
export function typefaceFor(
  character: string,
  weight: FontWeight,
  order: readonly Typeface[],
): Typeface | undefined {
  const codePoint = character.codePointAt(0) ?? 0;
  return order.find((typeface) => covers(typeface, weight)(codePoint));
}

/** Cache of whether a badge can show a character: lists of people repeat the same letters. */
const shown = new Map<string, boolean>();

/**
 * The visible characters of a text that no bundled font has, without duplicates; nearly always
 * none.
 */
export function missingLetters(text: string): string[] {
  const missing = new Set<string>();
  for (const letter of tidy(text)) {
    const isShown =
      shown.get(letter) ??
      (isInvisible(letter) || typefaceFor(letter, 'bold', typefaces) !== undefined);
    shown.set(letter, isShown);
    if (!isShown) missing.add(letter);
  }
  return [...missing];
}

/** Normalises a text: composed characters (NFC), plain spaces, no control characters. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, (space) => (space === '\u00a0' ? space : ' '))
    .trim();
}

/**
 * The characters of a bundled font, from the table made by tools/fonts/coverage.ts: opening a
 * Chinese font to ask it takes a tenth of a second and tens of megabytes.
 *
 * @param file name of the font's file, without folder
 * @returns a function that reports whether the font has a code point
 * @throws Error if the table does not have the font
 */
export function coverageOf(file: string): (codePoint: number) => boolean {
  const runs = new Map(Object.entries(runsByFile)).get(file);
  if (runs === undefined) throw new Error('platform/fonts/coverage.json does not name it');
  const { starts, ends } = boundsOf(runs.split(' ').map(Number));
  return (codePoint) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= codePoint) low = middle + 1;
      else high = middle;
    }
    return low > 0 && codePoint < (ends[low - 1] ?? 0);
  };
}

/** The first code point of each run, and the first one after it. */
function boundsOf(runs: readonly number[]): { starts: Uint32Array; ends: Uint32Array } {
  const starts = new Uint32Array(runs.length / 2);
  const ends = new Uint32Array(runs.length / 2);
  let next = 0;
  for (let run = 0; run < starts.length; run += 1) {
    starts[run] = next + (runs[2 * run] ?? 0);
    next = (starts[run] ?? 0) + (runs[2 * run + 1] ?? 0);
    ends[run] = next;
  }
  return { starts, ends };
}
