import type { ScreenLanguage } from '../base/language.ts';
import { textOrder } from '../base/text-order.ts';
import type { Delegate } from './delegate.ts';

/** The fields by which people are ordered. A door has only the printed name. */
export type OrderedName = Pick<Delegate, 'familyName' | 'givenName' | 'printedName'>;

/**
 * Compares people for any list: by family name, then by given name, in the collation of the
 * language. Lists by delegation use it within a delegation (`listOrder` of domain/delegations.ts).
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

/** The family name. Without one, the capitals of the printed name, or null. */
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
 * The text by which a person is sorted. In a name without separate parts it is what precedes a
 * comma ("Dupont, Marie"), else the last word ("Marie Dupont"). A name in a script that puts the
 * family name first ("王小明") is used as a whole.
 */
function sortedNameOf(name: Readonly<OrderedName>): string {
  const known = knownFamilyName(name);
  if (known !== null) return known;
  const { printedName } = name;
  if (isFamilyFirstScript(printedName) || printedName.includes(',')) return printedName;
  return printedName.trim().split(/\s+/).at(-1) ?? printedName;
}

const familyFirst = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Whether a name is in Chinese, Japanese or Korean characters, which put the family name first. */
export function isFamilyFirstScript(name: string): boolean {
  return familyFirst.test(name);
}
