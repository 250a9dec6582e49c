import { basename } from 'node:path';
import { coverageOf } from './coverage.ts';
import fontFiles from './fonts.json' with { type: 'json' };
import { isInvisible } from './scripts.ts';

/** Whether some font has it, or it needs none, by character: names repeat the same letters a hundred thousand times. */
const known = new Map<string, boolean>();
/** Parsed when the first letter needs it. */
const coverages = new Map<string, (codePoint: number) => boolean>();

/**
 * Which characters of a text no badge font has. Opens no font and loads no canvas.
 *
 * @returns each of them once; empty for nearly every text
 */
export function missingLetters(text: string): string[] {
  const missing = new Set<string>();
  for (const character of text) {
    if (!(known.get(character) ?? hasPicture(character))) missing.add(character);
  }
  return [...missing];
}

function hasPicture(character: string): boolean {
  const codePoint = character.codePointAt(0) ?? 0;
  const found =
    isInvisible(character) || fontFiles.some((path) => coverage(basename(path))(codePoint));
  known.set(character, found);
  return found;
}

function coverage(file: string): (codePoint: number) => boolean {
  const found = coverages.get(file) ?? coverageOf(file);
  coverages.set(file, found);
  return found;
}
