import type { Delegate } from '../domain/delegate.ts';
import { searchWords } from '../domain/search.ts';

/** Stands before the words of a family name, which are indexed a second time: matches in it come first. No query word holds it. */
export const familyMark = 'ˆ';

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
  return [...family, ...all].join(' ');
}
