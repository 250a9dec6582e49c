import type { EventFile, LocalDay } from '../../../domain/event-file.ts';
import { groupBy } from '../../../domain/group-by.ts';
import type { ScreenLanguage } from '../../../domain/language.ts';
import { listOrder } from '../../../domain/list-order.ts';
import { codeKey } from '../../../domain/registration-code.ts';
import { queryWords, searchWords } from '../../../domain/search.ts';
import type { PersonWords, RosterBook, RosterPerson } from './roster-book.ts';

/** What is looked for, and who comes first. */
export interface SearchWish {
  query: string;
  limit: number;
  event: Pick<EventFile, 'delegations'>;
  day: LocalDay;
  language: ScreenLanguage;
}

/** Ranks of a match, best first. */
const ranks = { code: 0, family: 1, familyBegins: 2, any: 3 } as const;

/**
 * Persons of whom, for every word of the query, a word begins with it; words of the names of delegations count, in
 * both languages. An exact registration code comes first, then family names that are a word of the query, those
 * that begin with one, and the rest; within each in list order. Makes the roster's words if they are missing, and
 * then looks at every person: some milliseconds for ten thousand.
 */
export async function searchRoster(
  roster: RosterBook,
  wish: SearchWish,
): Promise<{ ids: string[]; more: boolean }> {
  const words = queryWords(wish.query);
  if (words.length === 0) return { ids: [], more: false };
  await roster.makeWords();
  const best = createBest(wish);
  const code = codeKey(wish.query.trim());
  const named = words.map((forms) => delegationsNamed(wish.event, forms));
  for (const person of roster.all()) {
    const known = roster.wordsOf(person.id);
    const isCode = codeKey(person.registrationCode) === code;
    if (known === null || !(isCode || isMatch(person, known, words, named))) continue;
    best.add(person, isCode ? ranks.code : rankOf(known, words));
  }
  return best.result();
}

function isMatch(
  { delegation }: RosterPerson,
  known: PersonWords,
  words: readonly string[][],
  named: readonly ReadonlySet<string>[],
): boolean {
  return words.every(
    (forms, i) =>
      forms.some((form) => known.all.includes(` ${form}`)) || (named[i]?.has(delegation) ?? false),
  );
}

function rankOf(known: PersonWords, words: readonly string[][]): number {
  const forms = words.flat();
  if (forms.some((form) => known.family.includes(` ${form} `))) return ranks.family;
  return forms.some((form) => known.family.includes(` ${form}`)) ? ranks.familyBegins : ranks.any;
}

/** Codes of the delegations in whose name a word begins with one of these. */
function delegationsNamed(
  event: Pick<EventFile, 'delegations'>,
  forms: readonly string[],
): ReadonlySet<string> {
  const codes = new Set<string>();
  for (const [code, lines] of groupBy(event.delegations, (line) => line.code)) {
    const words = searchWords(lines.flatMap(({ name }) => [name.en, name.fr]));
    if (words.some((word) => forms.some((form) => word.startsWith(form)))) codes.add(code);
  }
  return codes;
}

/** Keeps the best so many of any number, so that a query which everybody matches sorts nobody else. */
function createBest({ event, day, language, limit }: SearchWish) {
  const inOrder = listOrder(event, day, language);
  const kept: { person: RosterPerson; rank: number }[] = [];
  let found = 0;
  type Kept = (typeof kept)[number];
  const compare = (a: Kept, b: Kept): number =>
    a.rank - b.rank || inOrder(a.person, b.person) || (a.person.id < b.person.id ? -1 : 1);
  return {
    add: (person: RosterPerson, rank: number): void => {
      found += 1;
      const one = { person, rank };
      const last = kept.at(-1);
      if (kept.length >= limit && last !== undefined && compare(last, one) < 0) return;
      const place = kept.findIndex((other) => compare(one, other) < 0);
      kept.splice(place === -1 ? kept.length : place, 0, one);
      if (kept.length > limit) kept.pop();
    },
    result: () => ({ ids: kept.map(({ person }) => person.id), more: found > kept.length }),
  };
}
