import type { Delegate } from '../roster/delegate.ts';
import { queryWords, searchWords } from '../roster/search.ts';

/** Whether a typed search would have found this person: each term begins one of theirs. */
export function mayMean(
  query: string,
  person: Pick<
    Delegate,
    'familyName' | 'givenName' | 'printedName' | 'nativeName' | 'registrationCode'
  >,
): boolean {
  const { familyName, givenName, printedName, nativeName, registrationCode } = person;
  const own = searchWords([familyName, givenName, printedName, nativeName, registrationCode]);
  const asked = queryWords(query);
  return (
    asked.length > 0 &&
    asked.every((forms) => forms.some((form) => own.some((word) => word.startsWith(form))))
  );
}
