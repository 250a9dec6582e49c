import { readSetting, writeSetting } from '../base/settings.ts';
import type { WritableDatabase } from '../base/types.ts';
import { type DelegateRow, delegateColumns, delegateOf } from './roster-row.ts';
import { delegateWords, searchWordsVersion } from './search-words.ts';

const settingName = 'search-words-version';

/**
 * Rebuilds the index of all delegates if it has an earlier `searchWordsVersion`: once after an
 * update, some seconds for 100,000 delegates. One transaction: an interrupted run starts again.
 *
 * @returns whether that was needed
 */
export function renewSearchIndex(db: WritableDatabase): boolean {
  if (readSetting(db, settingName) === searchWordsVersion) return false;
  db.transaction(() => {
    db.exec(`INSERT INTO delegate_search (delegate_search) VALUES ('delete-all')`);
    const insert = db.prepare('INSERT INTO delegate_search (rowid, words) VALUES (?, ?)');
    const rows = db.prepare<[number], DelegateRow & { rid: number }>(
      `SELECT rid, ${delegateColumns} FROM delegate WHERE rid > ? ORDER BY rid LIMIT 1000`,
    );
    // In pages: a connection writes nothing while one of its statements is being read.
    for (let after = -1; ; ) {
      const page = rows.all(after);
      const last = page.at(-1);
      if (last === undefined) break;
      for (const row of page) insert.run(row.rid, delegateWords(delegateOf(row)));
      after = last.rid;
    }
    writeSetting(db, settingName, searchWordsVersion);
  }).immediate();
  return true;
}
