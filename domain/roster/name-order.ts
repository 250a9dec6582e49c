import type { ScreenLanguage } from '../base/language.ts';
import { textOrder } from '../base/text-order.ts';
import type { Delegate } from './delegate.ts';

/** The fields that the order of people uses. A door has the printed name alone. */
export type OrderedName = Pick<Delegate, 'familyName' | 'givenName' | 'printedName'>;

/**
 * The order of people in any list: by family name, then by given name, in the collation of the
 * language. Lists by delegation use it inside a delegation (`listOrder` of domain/delegations.ts).
 */
export function nameOrder(
  language: ScreenLanguage,
): (a: Readonly<OrderedName>, b: Readonly<OrderedName>) => number {
  const compare = textOrder(language);
  return (a, b) =>
    compare(sortedNameOf(a), sortedNameOf(b)) ||
    compare(a.givenName, b.givenName) ||
    compare(a.printedName, b.printedName);
}

/** The family name; where there is none, the capitals of the printed name, or null. */
export function knownFamilyName({
  familyName,
  printedName,
}: Pick<Delegate, 'familyName' | 'printedName'>): string | null {
  if (familyName !== '') return familyName;
  const capitals = printedName
    .split(/\s+/)
    .filter((word) => /\p{Lu}{2}/u.test(word) && !/\p{Ll}{2}/u.test(word));
  return capitals.length > 0 ? capitals.join(' ') : null;
}

/**
 * What a person is sorted by. Of a name in one piece, it is what stands before a comma
 * ("Dupont, Marie"), or else the last word ("Marie Dupont"); a name of a script in which the family
 * name comes first ("王小明") counts as a whole.
 */
function sortedNameOf(name: Readonly<OrderedName>): string {
  const known = knownFamilyName(name);
  if (known !== null) return known;
  const { printedName } = name;
  if (isFamilyFirstScript(printedName) || printedName.includes(',')) return printedName;
  return printedName.trim().split(/\s+/).at(-1) ?? printedName;
}

const familyFirst = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** True for names in Chinese, Japanese or Korean letters, which begin with the family name. */
export function isFamilyFirstScript(name: string): boolean {
  return familyFirst.test(name);
}
