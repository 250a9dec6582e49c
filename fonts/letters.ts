import { coverageOf } from './coverage.ts';
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
 * The typeface that draws a character: the first of `order` that has it, or undefined.
 * Every check for missing letters uses it.
 */
export function typefaceFor(
  character: string,
  weight: FontWeight,
  order: readonly Typeface[],
): Typeface | undefined {
  const codePoint = character.codePointAt(0) ?? 0;
  return order.find((typeface) => covers(typeface, weight)(codePoint));
}

/** Whether a badge can show a character: lists of people repeat the same letters. */
const shown = new Map<string, boolean>();

/** The visible characters of a text that no bundled font has, each once; nearly always none. */
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

/** Composed characters (NFC), plain spaces, no control characters. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, (space) => (space === '\u00a0' ? space : ' '))
    .trim();
}
