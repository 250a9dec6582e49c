import type { BadgeContent } from '../../../../domain/badges/badge.ts';
import { sameName } from '../words.ts';

/** A printed name in its two halves, letter by letter as it was approved. */
export interface NameHalves {
  given: string;
  family: string;
  familyFirst: boolean;
}

/**
 * Where a printed name divides into given and family name: by the record's own halves, else by the
 * words in capitals. Null for a name of one half.
 */
export function nameHalves({
  printedName,
  givenName,
  familyName,
}: Pick<BadgeContent, 'printedName' | 'givenName' | 'familyName'>): NameHalves | null {
  const printed = wordsOf(printedName);
  const given = wordsOf(givenName).length;
  const family = wordsOf(familyName).length;
  const isAt = (from: number, to: number, name: string): boolean =>
    from >= 0 && from < to && sameName(printed.slice(from, to).join(' '), wordsOf(name).join(' '));
  const all = printed.length;
  if (isAt(0, given, givenName)) return halves(printed, given, false);
  if (isAt(all - given, all, givenName)) return halves(printed, all - given, true);
  if (isAt(all - family, all, familyName)) return halves(printed, all - family, false);
  if (isAt(0, family, familyName)) return halves(printed, family, true);
  const last = printed.findLastIndex((word) => !isCapitals(word)) + 1;
  if (last > 0 && last < all) return halves(printed, last, false);
  const first = printed.findIndex((word) => !isCapitals(word));
  return first > 0 ? halves(printed, first, true) : null;
}

function halves(printed: readonly string[], at: number, familyFirst: boolean): NameHalves | null {
  const [before, after] = [printed.slice(0, at).join(' '), printed.slice(at).join(' ')];
  if (before === '' || after === '') return null;
  return familyFirst
    ? { family: before, given: after, familyFirst }
    : { given: before, family: after, familyFirst };
}

function wordsOf(name: string): string[] {
  return name.split(/\s+/u).filter((word) => word !== '');
}

/** "DUPRÉ", "АБВ"; no initial, and no script without capitals. */
function isCapitals(word: string): boolean {
  return /\p{Lu}[^\p{Ll}]*\p{Lu}/u.test(word) && !/\p{Ll}{2}/u.test(word);
}
