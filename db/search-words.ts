import type { Delegate } from '../domain/delegate.ts';
import { searchWords } from '../domain/search.ts';

/** Stands before the words of a family name, which are indexed a second time: matches in it come first. No query word holds it. */
export const familyMark = 'ˆ';
/** Before the code of a delegation, and before that of a delegation which somebody heads or is alternate of. */
const delegationMark = '˙';
const leaderMark = '˚';

/**
 * To be raised whenever the words below, or those of domain/search.ts, change for any delegate: a store whose index
 * was made by another number is indexed anew when it is opened.
 */
export const searchWordsVersion = 4;

/** The word that all of a delegation have; names of delegations lead to it (db/search.ts). */
export function delegationWord(code: string): string {
  return delegationMark + bareCode(code);
}

/** The word of a delegation's head and alternates. */
export function leaderWord(code: string): string {
  return leaderMark + bareCode(code);
}

/** The words by which a delegate is found, as the search index takes them. */
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
