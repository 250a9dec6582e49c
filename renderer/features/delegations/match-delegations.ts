import type { Delegation } from '../../../domain/event-file.ts';

/** Letters without diacritics, in words: what is typed and what is looked for are compared so. */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/**
 * The delegations of which every word typed begins a word: of the English or the French name, or the code. A code
 * that is typed whole comes first; else their order stays.
 */
export function matchDelegations(
  delegations: readonly Delegation[],
  typed: string,
): readonly Delegation[] {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return delegations;
  const found = delegations.filter(({ code, name }) => {
    const words = wordsOf(`${code} ${name.en} ${name.fr}`);
    return wanted.every((word) => words.some((one) => one.startsWith(word)));
  });
  const isCode = ({ code }: Delegation): boolean => code.toLowerCase() === wanted[0];
  return [...found.filter(isCode), ...found.filter((one) => !isCode(one))];
}
