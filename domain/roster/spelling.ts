import { searchWords } from './search.ts';

/** One letter in four may be wrong, and three in any name. */
const toleratedShare = 0.25;
const toleratedAlways = 3;

/**
 * Whether a typed name is the same name spelt better, and not another person's: few letters differ
 * once accents, case and alphabets are folded away, or the parts are the same in another order.
 */
export function isSpellingOf(typed: string, known: string): boolean {
  const [a, b] = [folded(typed), folded(known)];
  if (a === '' || b === '') return false;
  if (sorted(a) === sorted(b)) return true;
  const tolerated = Math.max(toleratedAlways, Math.floor(b.length * toleratedShare));
  // In a short name, three letters are the whole name.
  return distance(a, b) <= Math.min(tolerated, Math.ceil(b.length / 3));
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

/** Letters to insert, delete or change (Levenshtein). */
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
