import { dataVersion, statement } from './statement.ts';
import type { ReadableDatabase } from './types.ts';

/** More words than this that begin so are left to the index itself. */
const mostWords = 12;
/** Beginnings whose words are remembered while nothing is written. */
const mostKnown = 64;

interface Known {
  /** Of the store, as it was when the words were read. */
  version: string;
  words: Map<string, readonly string[] | null>;
}

const known = new WeakMap<ReadableDatabase, Known>();

/**
 * The indexed words that begin so, or null where there are too many to be named.
 *
 * SQLite gathers every match of a beginning before it gives the first, but gives those of whole words one by one: for
 * a word that all delegates have ("customs") a tenth of the time, measured with 100,000. What the words cost to look up is
 * remembered until the store changes, since each letter of a query asks for the words before it again.
 */
export function wordsBeginning(db: ReadableDatabase, beginning: string): readonly string[] | null {
  const { words } = knownOf(db);
  const found = words.get(beginning);
  if (found !== undefined) return found;
  const rows = statement<[string, string, number], { term: string }>(
    db,
    'SELECT term FROM temp.search_vocabulary WHERE term >= ? AND term < ? LIMIT ?',
  ).all(beginning, `${beginning}\u{10FFFF}`, mostWords + 1);
  const all = rows.length > mostWords ? null : rows.map(({ term }) => term);
  if (words.size >= mostKnown) words.clear();
  words.set(beginning, all);
  return all;
}

function knownOf(db: ReadableDatabase): Known {
  const own = statement<[], { changes: number }>(db, 'SELECT total_changes() AS changes').get();
  // The first number tells what others have committed, the second what this connection itself has written.
  const version = `${dataVersion(db)} ${own?.changes ?? 0}`;
  const last = known.get(db);
  if (last === undefined) {
    // A view of the index and no copy (SQLite FTS5, "The fts5vocab virtual table module"); it is this connection's own.
    db.exec(
      `CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_vocabulary USING fts5vocab (main, 'delegate_search', 'row')`,
    );
  }
  if (last !== undefined && last.version === version) return last;
  const fresh: Known = { version, words: new Map() };
  known.set(db, fresh);
  return fresh;
}
