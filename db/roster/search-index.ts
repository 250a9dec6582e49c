import type { Delegate } from '../../domain/roster/delegate.ts';
import { searchWords } from '../../domain/roster/search.ts';
import { readSetting, writeSetting } from '../base/settings.ts';
import type { WritableDatabase } from '../base/types.ts';
import { type DelegateRow, delegateColumns, delegateOf } from './roster-row.ts';

/**
 * Prefix of the terms of a family name, which are indexed twice so that matches in it come first.
 * No query term contains it.
 */
export const familyMark = 'ˆ';
/** Prefixes of a delegation's code, and of the code that a head or alternate has in addition. */
const delegationMark = '˙';
const leaderMark = '˚';

/**
 * Raise it whenever the terms below, or those of domain/roster/search.ts, change for any delegate.
 * A store whose index has another version is indexed again when it is opened.
 */
const searchWordsVersion = 5;

/**
 * The term shared by all people of a delegation. Names of delegations lead to it
 * (db/roster/search.ts).
 */
export function delegationWord(code: string): string {
  return delegationMark + bareCode(code);
}

/** The term of a delegation's head and alternates. */
export function leaderWord(code: string): string {
  return leaderMark + bareCode(code);
}

/** The terms that find a delegate, in the form of the search index. */
export function delegateWords(delegate: Delegate): string {
  const family = searchWords([delegate.familyName]).map((word) => familyMark + word);
  const all = searchWords([
    delegate.familyName,
    delegate.givenName,
    delegate.printedName,
    delegate.nativeName,
    delegate.administration,
    delegate.delegation,
    delegate.registrationCode,
  ]);
  const code = delegate.delegation;
  const ofDelegation = code === '' ? [] : [delegationWord(code)];
  if (code !== '' && delegate.role !== 'member') ofDelegation.push(leaderWord(code));
  return [...family, ...all, ...ofDelegation].join(' ');
}

function bareCode(code: string): string {
  return code.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

const settingName = 'search-words-version';

/**
 * Rebuilds the index of all delegates if its version is not `searchWordsVersion`. This happens once
 * after an update and takes some seconds for 100,000 delegates. It is one transaction: an
 * interrupted run starts again.
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
    // In pages, because a connection cannot write while one of its statements is being read.
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
