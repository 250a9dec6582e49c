import { groupBy } from '../../domain/base/group-by.ts';
import { type ScreenLanguage, textsIn } from '../../domain/base/language.ts';
import { listOrder } from '../../domain/delegations.ts';
import type { EventFile, LocalDay } from '../../domain/event/event-file.ts';
import { queryWords, searchWords } from '../../domain/roster/search.ts';
import { codeKey } from '../../domain/tickets/registration-code.ts';
import type { PersonWords, RosterBook, RosterPerson } from './roster-book.ts';

interface RosterSearch {
  query: string;
  limit: number;
  event: Pick<EventFile, 'delegations'>;
  day: LocalDay;
  language: ScreenLanguage;
}

/** Ranks of a match, best first. */
const ranks = { code: 0, family: 1, familyBegins: 2, any: 3 } as const;

/**
 * People who match every search term: a part of one of their names begins with it. Names of their
 * delegation count, in both languages. An exact registration code comes first, then family names
 * equal to a term, those that begin with one, and the rest; each group in list order. Builds
 * missing search texts of the roster, then checks every person: some milliseconds for ten thousand.
 */
export async function searchRoster(
  roster: RosterBook,
  request: RosterSearch,
): Promise<{ ids: string[]; more: boolean }> {
  const words = queryWords(request.query);
  if (words.length === 0) return { ids: [], more: false };
  const best = createBest(request);
  const code = codeKey(request.query.trim());
  const matches = await matcherOf(roster, request.query, request.event);
  for (const person of roster.all()) {
    if (!matches(person)) continue;
    const known = roster.wordsOf(person.id);
    const isCode = known === null || codeKey(person.registrationCode) === code;
    best.add(person, isCode ? ranks.code : rankOf(known, words));
  }
  return best.result();
}

/**
 * Whether a person matches every search term, or has exactly this registration code. Builds missing
 * search texts of the roster.
 */
export async function matcherOf(
  roster: RosterBook,
  query: string,
  event: Pick<EventFile, 'delegations'>,
): Promise<(person: RosterPerson) => boolean> {
  await roster.makeWords();
  const words = queryWords(query);
  const code = codeKey(query.trim());
  const named = words.map((forms) => delegationsNamed(event, forms));
  return (person) => {
    const known = roster.wordsOf(person.id);
    if (known === null) return false;
    if (codeKey(person.registrationCode) === code) return true;
    return words.length > 0 && isMatch(person, known, words, named);
  };
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

/** Codes of the delegations with a name part that begins with one of these forms. */
function delegationsNamed(
  event: Pick<EventFile, 'delegations'>,
  forms: readonly string[],
): ReadonlySet<string> {
  const codes = new Set<string>();
  for (const [code, lines] of groupBy(event.delegations, (line) => line.code)) {
    const words = searchWords(lines.flatMap(({ name }) => textsIn(name)));
    if (words.some((word) => forms.some((form) => word.startsWith(form)))) codes.add(code);
  }
  return codes;
}

/** Keeps only the best matches, so that a query that everyone matches sorts only a few. */
function createBest({ event, day, language, limit }: RosterSearch) {
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
