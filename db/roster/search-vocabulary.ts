import { dataVersion, statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/** If more terms than this share a beginning, the index itself resolves it. */
const maxWords = 12;
/** Maximum number of beginnings whose terms are cached while nothing is written. */
const maxKnown = 64;

interface Known {
  /** Version of the store when the terms were read. */
  version: string;
  words: Map<string, readonly string[] | null>;
}

const known = new WeakMap<ReadableDatabase, Known>();

/**
 * The indexed terms with this beginning, or null if there are too many to list.
 *
 * SQLite gathers every match of a beginning before it returns the first, but returns those of whole
 * terms one by one. For a term that all delegates have ("customs") that takes a tenth of the time,
 * measured with 100,000. The lookups are cached until the store changes, since each letter of a
 * query repeats the earlier terms.
 */
export function wordsBeginning(db: ReadableDatabase, beginning: string): readonly string[] | null {
  const { words } = knownOf(db);
  const found = words.get(beginning);
  if (found !== undefined) return found;
  const rows = statement<[string, string, number], { term: string }>(
    db,
    'SELECT term FROM temp.search_vocabulary WHERE term >= ? AND term < ? LIMIT ?',
  ).all(beginning, `${beginning}\u{10FFFF}`, maxWords + 1);
  const all = rows.length > maxWords ? null : rows.map(({ term }) => term);
  if (words.size >= maxKnown) words.clear();
  words.set(beginning, all);
  return all;
}

function knownOf(db: ReadableDatabase): Known {
  const own = statement<[], { changes: number }>(db, 'SELECT total_changes() AS changes').get();
  // The first number counts the commits of other connections, the second the writes of this one.
  const version = `${dataVersion(db)} ${own?.changes ?? 0}`;
  const last = known.get(db);
  if (last === undefined) {
    // A view of the index, not a copy (SQLite FTS5, "The fts5vocab virtual table module"), for this
    // connection only.
    db.exec(
      `CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_vocabulary USING fts5vocab (main, 'delegate_search', 'row')`,
    );
  }
  if (last !== undefined && last.version === version) return last;
  const fresh: Known = { version, words: new Map() };
  known.set(db, fresh);
  return fresh;
}
