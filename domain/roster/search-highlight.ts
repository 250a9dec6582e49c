import { latinArticles } from './arabic-names.ts';
import { queryWords, wordForms } from './search.ts';

/** A part of a text that a query matched: UTF-16 positions, `end` exclusive. */
export interface Match {
  start: number;
  end: number;
}

const word = /[\p{L}\p{M}\p{N}'’‘`´ʹʺʻʼʽʾʿˈ＇׳]+/gu;
const unspaced = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

const arabic = /\p{Script=Arabic}/u;

/** Longer texts are not names. Nothing is marked beyond this. */
const maxRead = 300;

/**
 * Finds the parts of a displayed text that a query matched, to highlight them: prefixes of its
 * terms, in the displayed spelling ("muel" marks the "Mül" of "Müller"). Where a spelling has no
 * such prefix (Arabic names found by their consonants), marks the whole term. Ordered, without
 * overlap.
 */
export function matchesIn(text: string, query: string): Match[] {
  const wanted = wordsOf(query);
  if (wanted.length === 0) return [];
  const matches: Match[] = [];
  for (const found of text.slice(0, maxRead).matchAll(word)) {
    const match = bestMatch(found[0], wanted);
    if (match !== null) {
      matches.push({ start: found.index + match.start, end: found.index + match.end });
    }
  }
  return matches;
}

let lastQuery = '';
let lastWords: readonly (readonly string[])[] = [];

/** Cached, because every row of a list calls this with the same query. */
function wordsOf(query: string): readonly (readonly string[])[] {
  if (query !== lastQuery) {
    lastQuery = query;
    lastWords = queryWords(query);
  }
  return lastWords;
}

function bestMatch(shown: string, wanted: readonly (readonly string[])[]): Match | null {
  let best: Match | null = null;
  for (const forms of wanted) {
    const match = matchOf(shown, forms);
    if (match !== null && (best === null || match.end - match.start > best.end - best.start)) {
      best = match;
    }
  }
  return best;
}

function matchOf(shown: string, forms: readonly string[]): Match | null {
  if (unspaced.test(shown)) return within(shown, forms);
  if (!begins(wordForms(shown), forms)) return afterApostrophe(shown, forms);
  // The article of an Arabic name, which is a separate search term.
  if (begins(latinArticles(shown), forms)) return { start: 0, end: 2 };
  // Found by its consonants, which do not show how many letters the user meant.
  const isSkeleton = arabic.test(shown) && !forms.some((form) => arabic.test(form));
  const letters = isSkeleton ? [] : Array.from(shown);
  let end = 0;
  for (const letter of letters.slice(0, -1)) {
    end += letter.length;
    if (begins(wordForms(shown.slice(0, end)), forms)) return { start: 0, end };
  }
  return { start: 0, end: shown.length };
}

/** "brien" in "O’Brien". */
function afterApostrophe(shown: string, forms: readonly string[]): Match | null {
  const at = shown.search(/['’‘`´ʹʺʻʼʽʾʿˈ＇׳]/u);
  if (at < 0 || at + 1 >= shown.length) return null;
  const match = matchOf(shown.slice(at + 1), forms);
  return match === null ? null : { start: match.start + at + 1, end: match.end + at + 1 };
}

/** In names without spaces a term may begin at any character. */
function within(shown: string, forms: readonly string[]): Match | null {
  for (const form of forms) {
    const start = shown.indexOf(form);
    if (start >= 0) return { start, end: start + form.length };
  }
  return null;
}

function begins(words: readonly string[], forms: readonly string[]): boolean {
  return forms.some((form) => words.some((one) => one.startsWith(form)));
}
