import type { Delegate } from '../domain/delegate.ts';
import { searchWords } from '../domain/search.ts';

/**
 * The words by which a delegate is found, as the search index takes them: those of the family name
 * apart, because matches in it come first.
 */
export function delegateWords(delegate: Delegate): { family: string; others: string } {
  const family = searchWords([delegate.familyName]);
  const inFamily = new Set(family);
  const others = searchWords([
    delegate.givenName,
    delegate.printedName,
    delegate.nativeName,
    delegate.administration,
    delegate.delegation,
    delegate.registrationCode,
  ]);
  return {
    family: family.join(' '),
    others: others.filter((word) => !inFamily.has(word)).join(' '),
  };
}
