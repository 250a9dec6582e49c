import { searchWords } from '../domain/search.ts';
import type { QueryWord } from './search-expression.ts';
import { statement } from './statement.ts';
import type { ReadableDatabase } from './types.ts';

interface NamedDelegation {
  code: string;
  /** Search words of its English and French names. */
  words: readonly string[];
}

interface Known {
  /** The table as it was read, in one text. */
  source: string;
  delegations: readonly NamedDelegation[];
}

/** Search words of an event's table are made once; reading whether it changed takes a fraction of a millisecond. */
const known = new WeakMap<ReadableDatabase, Map<string, Known>>();

/** Beginnings of names count from this length on; shorter words ("of", "de") must be there as they are. */
const shortestBeginning = 3;

/**
 * For each word of a query, the codes of the delegations that have it in their English or French name, as a beginning
 * of a word or (`wholly`) as one. The names are those of the secretariat's table, of all its validity dates.
 *
 * @param words for each word of the query its forms (domain/search.ts)
 */
export function delegationsNamed(
  db: ReadableDatabase,
  eventId: string,
  words: readonly (readonly string[])[],
): QueryWord[] {
  const all = readDelegations(db, eventId);
  return words.map((forms) => {
    const begins = (word: string): boolean =>
      forms.some((form) =>
        form.length < shortestBeginning ? word === form : word.startsWith(form),
      );
    return {
      forms,
      delegations: codesOf(all.filter((one) => one.words.some(begins))),
      wholly: codesOf(all.filter((one) => one.words.some((word) => forms.includes(word)))),
    };
  });
}

/** Each code once: a delegation may have had several names. */
function codesOf(delegations: readonly NamedDelegation[]): string[] {
  return [...new Set(delegations.map(({ code }) => code))];
}

function readDelegations(db: ReadableDatabase, eventId: string): readonly NamedDelegation[] {
  const source =
    statement<[string], { source: string | null }>(
      db,
      `SELECT group_concat(code || char(31) || name_en || char(31) || name_fr, char(30)) AS source
       FROM delegation WHERE event_id = ?`,
    ).get(eventId)?.source ?? '';
  const ofEvent = known.get(db) ?? new Map<string, Known>();
  known.set(db, ofEvent);
  const last = ofEvent.get(eventId);
  if (last !== undefined && last.source === source) return last.delegations;
  const delegations = source === '' ? [] : source.split('\u001E').map(namedDelegation);
  ofEvent.set(eventId, { source, delegations });
  return delegations;
}

function namedDelegation(line: string): NamedDelegation {
  const [code = '', ...names] = line.split('\u001F');
  return { code, words: searchWords(names) };
}
