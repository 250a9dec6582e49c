import type { Delegate } from './delegate.ts';
import { knownFamilyName } from './name-order.ts';
import { queryWords, searchWords } from './search.ts';

/** Share of the letters that may differ. At least three may, except in a short name. */
const toleratedShare = 0.25;
const toleratedAlways = 3;

/**
 * Whether a typed name is a better spelling of the same name, and not another person's. Few letters
 * may differ once accents, case and alphabets are folded, or the parts are the same in another
 * order.
 */
export function isSpellingOf(typed: string, known: string): boolean {
  const [a, b] = [folded(typed), folded(known)];
  if (a === '' || b === '') return false;
  if (sorted(a) === sorted(b)) return true;
  const tolerated = Math.max(toleratedAlways, Math.floor(b.length * toleratedShare));
  // In a short name, three letters are the whole name.
  return distance(a, b) <= Math.min(tolerated, Math.ceil(b.length / 3));
}

/**
 * A text that is equal for two writings of one name: the parts in any order, without accents,
 * capitals and signs. Never empty for a name.
 */
export function nameKey(name: string): string {
  return sorted(folded(name)) || name.normalize('NFKC').trim().toLowerCase();
}

/** The first form of each part of the name, without accents or capitals. */
function folded(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => searchWords([word])[0] ?? '')
    .filter((word) => word !== '')
    .join(' ');
}

const sorted = (words: string): string => words.split(' ').sort().join(' ');

/** Number of letters to insert, delete or change (Levenshtein distance). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

type Named = Pick<Delegate, 'familyName' | 'printedName' | 'nativeName'>;

/** Min letters of a name part used as second factor. A particle ("de", "al") proves nothing. */
const shortest = 2;

/**
 * Whether the typed text is this person's family name, folded as in the search: accents, the
 * transliterations of ICAO 9303, Cyrillic or Arabic letters make no difference. All typed parts
 * must be complete parts of the name, and one of them its longest: "Heijden" matches "van der
 * Heijden", "van" does not.
 */
export function isFamilyNameOf(typed: string, person: Named): boolean {
  const groups = queryWords(typed);
  if (groups.length === 0) return false;
  const family = knownFamilyName(person) ?? person.printedName;
  return [family, person.nativeName].some((name) => isNamedBy(groups, name));
}

function isNamedBy(groups: readonly (readonly string[])[], name: string): boolean {
  const words = new Set(searchWords([name]));
  const longest = longestWords(name);
  const isWord = (group: readonly string[]): boolean => group.some((form) => words.has(form));
  const isLongest = (group: readonly string[]): boolean => group.some((form) => longest.has(form));
  return groups.every(isWord) && groups.some(isLongest);
}

/** All forms of the longest parts of the name, and of all parts joined. */
function longestWords(name: string): Set<string> {
  const parts = name.split(/[\s\u00A0]+/).filter((part) => part.length >= shortest);
  const most = Math.max(0, ...parts.map((part) => part.length));
  const enough = parts.filter((part) => part.length === most);
  return new Set([...searchWords(enough), ...searchWords([parts.join('')])]);
}
