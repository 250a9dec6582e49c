import { foldText } from '../../domain/base/fold-text.ts';
import { textsIn } from '../../domain/base/language.ts';
import type { Delegation } from '../../domain/event/event-file.ts';

/** Lower-case terms without diacritics, the form in which query and names are compared. */
function wordsOf(text: string): string[] {
  return foldText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/**
 * The delegations for which each typed term begins a term of the code or of a name in any
 * language. A code typed in full comes first; otherwise the order is unchanged.
 */
export function matchDelegations(
  delegations: readonly Delegation[],
  typed: string,
): readonly Delegation[] {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return delegations;
  const found = delegations.filter(({ code, name }) => {
    const words = wordsOf([code, ...textsIn(name)].join(' '));
    return wanted.every((word) => words.some((one) => one.startsWith(word)));
  });
  const isCode = ({ code }: Delegation): boolean => code.toLowerCase() === wanted[0];
  return [...found.filter(isCode), ...found.filter((one) => !isCode(one))];
}
